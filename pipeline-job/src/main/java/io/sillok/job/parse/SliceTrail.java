package io.sillok.job.parse;

import io.sillok.model.EventOrigin;
import io.sillok.model.FileSlice;
import io.sillok.model.RecordPlace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When the slices were read that a file's events in hand began in, and where they stand. An event may come out long after
 * its first byte was read; its index must not depend on when. Bounded. Not thread-safe.
 */
final class SliceTrail {

    static final int MOST = 64;

    /** One slice. */
    record Read(Instant timestamp, Optional<RecordPlace> place) {}

    private static final Read NOTHING = new Read(Instant.EPOCH, Optional.empty());

    private final TreeMap<Long, Read> reads = new TreeMap<>();

    /** @param from offset of the first of its bytes that are new */
    void add(long from, FileSlice slice) {
        reads.put(from, new Read(slice.timestamp(), slice.place()));
        if (reads.size() > MOST) {
            // What has waited longest is most likely in hand still.
            Iterator<Long> offsets = reads.keySet().iterator();
            offsets.next();
            offsets.next();
            offsets.remove();
        }
    }

    /** Nothing is in hand: only the newest is asked for from now on. */
    void forgetAllButLast() {
        while (reads.size() > 1) {
            reads.pollFirstEntry();
        }
    }

    /** Of the slice that an event began in. */
    Read of(long offset) {
        Map.Entry<Long, Read> read = reads.floorEntry(offset);
        if (read == null) {
            read = reads.firstEntry();
        }
        return read == null ? NOTHING : read.getValue();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(reads.size());
        for (Map.Entry<Long, Read> read : reads.entrySet()) {
            out.writeLong(read.getKey());
            out.writeLong(read.getValue().timestamp.toEpochMilli());
            EventOrigin.writePlace(read.getValue().place, out);
        }
    }

    static SliceTrail read(DataInput in) throws IOException {
        SliceTrail trail = new SliceTrail();
        for (int left = in.readInt(); left > 0; left--) {
            long from = in.readLong();
            Instant timestamp = Instant.ofEpochMilli(in.readLong());
            trail.reads.put(from, new Read(timestamp, EventOrigin.readPlace(in)));
        }
        return trail;
    }

    /** As it was before slices were told apart: one time for all. */
    static SliceTrail at(Instant timestamp) {
        SliceTrail trail = new SliceTrail();
        trail.reads.put(0L, new Read(timestamp, Optional.empty()));
        return trail;
    }
}
