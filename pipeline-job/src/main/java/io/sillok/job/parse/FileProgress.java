package io.sillok.job.parse;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.LedgerEntry;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** How far one file has come: what state keeps of it. Times are milliseconds of processing time, 0 where none is due. */
final class FileProgress {

    static final TypeInformation<FileProgress> TYPE = WireTypeInformation.mutable(FileProgress.class, Format.class);

    private static final byte[] NO_PARSER = {};

    /** Of the newest slice. */
    SliceSource source;

    /** When the newest slice was read. */
    Instant read = Instant.EPOCH;

    RangeSet accepted = new RangeSet();
    byte[] parser = NO_PARSER;

    long resent;
    long records;
    long events;
    long rejected;
    long maskedFields;

    /** Bytes that wait for a gap before them to be filled. */
    long waiting;

    long touchedAt;
    long forgottenAt;
    long quietAt;
    long ledgerAt;
    long patienceEndsAt;

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
        admission.records().forEach(record -> accepted.add(record.offset(), record.offset() + record.length()));
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
                holes());
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
            return 1;
        }

        @Override
        public void write(FileProgress file, DataOutput out) throws IOException {
            writeBytes(SliceHeaders.encodeSource(file.source), out);
            out.writeLong(file.read.toEpochMilli());
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
        }

        @Override
        public FileProgress read(DataInput in) throws IOException {
            FileProgress file = new FileProgress(SliceHeaders.decodeSource(readBytes(in)));
            file.read = Instant.ofEpochMilli(in.readLong());
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
            return file;
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
