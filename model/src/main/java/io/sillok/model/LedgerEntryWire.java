package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The wire form of a ledger entry between operators and in state; in Kafka it is JSON. */
public final class LedgerEntryWire implements Wire<LedgerEntry> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(LedgerEntry entry, DataOutput out) throws IOException {
        WireValues.writeText(entry.file(), out);
        WireValues.writeText(entry.path(), out);
        out.writeLong(entry.accepted());
        out.writeLong(entry.resent());
        out.writeLong(entry.missing());
        out.writeLong(entry.end());
        out.writeLong(entry.records());
        out.writeLong(entry.events());
        out.writeLong(entry.rejected());
        out.writeLong(entry.maskedFields());
        out.writeInt(entry.holes().size());
        for (LedgerEntry.Hole hole : entry.holes()) {
            out.writeLong(hole.from());
            out.writeLong(hole.to());
        }
        out.writeLong(entry.open());
        out.writeLong(entry.indexed());
        out.writeLong(entry.refused());
        out.writeLong(entry.dropped());
    }

    @Override
    public LedgerEntry read(DataInput in) throws IOException {
        return new LedgerEntry(
                WireValues.readText(in),
                WireValues.readText(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                holes(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static List<LedgerEntry.Hole> holes(DataInput in) throws IOException {
        List<LedgerEntry.Hole> holes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            long from = in.readLong();
            holes.add(new LedgerEntry.Hole(from, in.readLong()));
        }
        return holes;
    }
}
