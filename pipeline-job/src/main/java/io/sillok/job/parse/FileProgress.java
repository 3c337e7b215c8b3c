package io.sillok.job.parse;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.FileSlice;
import io.sillok.model.LedgerEntry;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** How far one file has come: what state keeps of it. Times are milliseconds of processing time, 0 where none is due. */
final class FileProgress {

    static final TypeInformation<FileProgress> TYPE = WireTypeInformation.mutable(FileProgress.class, Format.class);

    private static final byte[] NO_PARSER = {};

    /** Of the newest slice. */
    SliceSource source;

    SliceTrail trail = new SliceTrail();

    /** Events that were shown as rejected before all of them was known. */
    final Set<Position> provisional = new LinkedHashSet<>();

    RangeSet accepted = new RangeSet();
    byte[] parser = NO_PARSER;

    long resent;
    long records;
    long events;
    long rejected;
    long maskedFields;
    long dropped;

    /** Bytes that wait for a gap before them to be filled, and the lowest offset among them. */
    long waiting;

    int waitingSlices;
    long lowestWaiting = Long.MAX_VALUE;

    /** Up to where the tailer says that Kafka has the file; negative if it does not say. */
    long acknowledged = -1;

    /** Where the newest record of another shipper ended; 0 for files. */
    private long singleTo;

    /** Holes below this are missing; those above are open. */
    private long decidedTo;

    private long undecidedTo;

    long touchedAt;
    long forgottenAt;
    long quietAt;
    long ledgerAt;
    long patienceEndsAt;
    long holesDueAt;

    /** An event within the file. */
    record Position(long offset, int ordinal) {}

    FileProgress(SliceSource source) {
        this.source = source;
    }

    boolean hasParser() {
        return parser.length > 0;
    }

    void forgetParser() {
        parser = NO_PARSER;
    }

    void count(Admission admission) {
        resent += admission.resent();
        records += admission.begun();
        admission.records().forEach(record -> accepted.add(record.offset(), record.end()));
    }

    /** Of records that are no file's bytes, the account is that of one file in which they stand one after the other. */
    void count(FileSlice single) {
        singleTo = single.end();
        records++;
        accepted.add(accepted.end(), accepted.end() + single.bytes().length);
    }

    /** Up to where anything is known of the file, in what events' offsets count. */
    long knownTo() {
        return singleTo > 0 ? singleTo : accepted.end();
    }

    /** Whether there are holes that nothing was decided about, and nobody looks after yet. */
    boolean hasUndecidedHoles() {
        return holesDueAt == 0 && !accepted.missing(decidedTo, accepted.end()).isEmpty();
    }

    /** Whether holes came while others were looked after. */
    boolean hasNewHoles() {
        return !accepted.missing(Math.max(undecidedTo, decidedTo), accepted.end())
                .isEmpty();
    }

    /** From now on the time runs in which holes that are there now may be filled. */
    void watchHoles(long dueAt) {
        undecidedTo = accepted.end();
        holesDueAt = dueAt;
    }

    /** The time is up: what Kafka is said to have, and did not come, is missing. */
    void decideHoles() {
        holesDueAt = 0;
        decidedTo = Math.max(decidedTo, acknowledged < 0 ? undecidedTo : Math.min(undecidedTo, acknowledged));
    }

    private long open() {
        return accepted.missing(decidedTo, accepted.end()).stream()
                .mapToLong(RangeSet.Range::length)
                .sum();
    }

    LedgerEntry ledger() {
        long size = accepted.size();
        return new LedgerEntry(
                        source.fileId().value(),
                        source.path(),
                        size,
                        resent,
                        accepted.end() - size,
                        accepted.end(),
                        records,
                        events,
                        rejected,
                        maskedFields,
                        holes())
                .withOpen(open())
                .with(0, 0, dropped);
    }

    private List<LedgerEntry.Hole> holes() {
        return accepted.missing(0, accepted.end()).stream()
                .limit(LedgerEntry.MOST_HOLES)
                .map(hole -> new LedgerEntry.Hole(hole.from(), hole.to()))
                .toList();
    }

    /** The wire form. */
    public static final class Format implements Wire<FileProgress> {

        @Override
        public int version() {
            return 3;
        }

        @Override
        public boolean reads(int version) {
            return version >= 1 && version <= 3;
        }

        @Override
        public void write(FileProgress file, DataOutput out) throws IOException {
            writeBytes(SliceHeaders.encodeSource(file.source), out);
            file.trail.write(out);
            file.accepted.write(out);
            writeBytes(file.parser, out);
            out.writeLong(file.resent);
            out.writeLong(file.records);
            out.writeLong(file.events);
            out.writeLong(file.rejected);
            out.writeLong(file.maskedFields);
            out.writeLong(file.waiting);
            out.writeLong(file.touchedAt);
            out.writeLong(file.forgottenAt);
            out.writeLong(file.quietAt);
            out.writeLong(file.ledgerAt);
            out.writeLong(file.patienceEndsAt);
            out.writeInt(file.waitingSlices);
            out.writeLong(file.lowestWaiting);
            out.writeLong(file.acknowledged);
            out.writeLong(file.decidedTo);
            out.writeLong(file.undecidedTo);
            out.writeLong(file.holesDueAt);
            out.writeLong(file.singleTo);
            out.writeInt(file.provisional.size());
            for (Position position : file.provisional) {
                out.writeLong(position.offset);
                out.writeInt(position.ordinal);
            }
            out.writeLong(file.dropped);
        }

        @Override
        public FileProgress read(DataInput in) throws IOException {
            return read(in, version());
        }

        @Override
        public FileProgress read(DataInput in, int version) throws IOException {
            FileProgress file = new FileProgress(SliceHeaders.decodeSource(readBytes(in)));
            file.trail = version == 1 ? SliceTrail.at(Instant.ofEpochMilli(in.readLong())) : SliceTrail.read(in);
            file.accepted = RangeSet.read(in);
            file.parser = readBytes(in);
            file.resent = in.readLong();
            file.records = in.readLong();
            file.events = in.readLong();
            file.rejected = in.readLong();
            file.maskedFields = in.readLong();
            file.waiting = in.readLong();
            file.touchedAt = in.readLong();
            file.forgottenAt = in.readLong();
            file.quietAt = in.readLong();
            file.ledgerAt = in.readLong();
            file.patienceEndsAt = in.readLong();
            if (version > 1) {
                readSecond(file, in);
                file.dropped = version > 2 ? in.readLong() : 0;
            } else if (file.waiting > 0) {
                // Nothing was known of these; they are looked for.
                file.lowestWaiting = 0;
            }
            return file;
        }

        /** What version 2 added. */
        private static void readSecond(FileProgress file, DataInput in) throws IOException {
            file.waitingSlices = in.readInt();
            file.lowestWaiting = in.readLong();
            file.acknowledged = in.readLong();
            file.decidedTo = in.readLong();
            file.undecidedTo = in.readLong();
            file.holesDueAt = in.readLong();
            file.singleTo = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                long offset = in.readLong();
                file.provisional.add(new Position(offset, in.readInt()));
            }
        }

        private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private static byte[] readBytes(DataInput in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return bytes;
        }
    }
}
