package io.sillok.parsers;

import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.record.ContainerNote;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.record.StateBytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A record that comes in one piece or in several, of which the first 256 KiB are kept. */
final class OpenRecord {

    static final int MAX_BYTES = 256 * 1024;

    private final long offset;
    private final Optional<ContainerNote> note;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private long length;

    /** Bytes are missing behind those that are kept, so nothing can be added to them. */
    private boolean broken;

    OpenRecord(long offset, Optional<ContainerNote> note) {
        this.offset = offset;
        this.note = note;
    }

    long offset() {
        return offset;
    }

    /** So far, in bytes. */
    long length() {
        return length;
    }

    byte[] kept() {
        return kept.toByteArray();
    }

    /** Adds a piece by where it stands in the file: what is there already counts once, a gap ends what is shown. */
    void append(RecordBytes piece) {
        long known = offset + length - piece.offset();
        if (known < 0) {
            broken = true;
            length -= known;
        }
        int skip = (int) Math.max(0, Math.min(known, piece.length()));
        append(piece.buffer(), piece.from() + skip, piece.length() - skip);
    }

    void append(byte[] buffer, int from, int count) {
        if (!broken) {
            kept.write(buffer, from, Math.min(count, MAX_BYTES - kept.size()));
        }
        length += count;
    }

    LogRecord toLogRecord(SliceSource source) {
        return new LogRecord(source, offset, kept.toByteArray(), length > kept.size() ? length : 0, note);
    }

    /** What goes on with a record whose beginning was not seen. */
    static LogEvent orphan(SliceSource source, RecordBytes piece) {
        int shown = Math.min(piece.length(), MAX_BYTES);
        byte[] bytes = Arrays.copyOfRange(piece.buffer(), piece.from(), piece.from() + shown);
        return new LogRecord(source, piece.offset(), bytes, shown < piece.length() ? piece.length() : 0)
                .rejected(Rejection.ORPHAN);
    }

    static void write(Optional<OpenRecord> record, DataOutput out) throws IOException {
        out.writeBoolean(record.isPresent());
        if (record.isPresent()) {
            record.get().write(out);
        }
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(offset);
        ContainerNote.write(note, out);
        out.writeLong(length);
        out.writeBoolean(broken);
        StateBytes.write(kept.toByteArray(), out);
    }

    static Optional<OpenRecord> read(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        long offset = in.readLong();
        OpenRecord record = new OpenRecord(offset, ContainerNote.read(in));
        record.length = in.readLong();
        record.broken = in.readBoolean();
        byte[] bytes = StateBytes.read(in);
        StateBytes.bounded(bytes.length, MAX_BYTES);
        record.kept.writeBytes(bytes);
        return Optional.of(record);
    }
}
