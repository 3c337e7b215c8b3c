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

/**
 * A record that comes in one piece or in several, of which the first 256 KiB are kept. Of one that was masked on its host
 * another text is kept than stands in the file, for as many bytes of it.
 */
final class OpenRecord {

    static final int MAX_BYTES = 256 * 1024;

    private static final int BROKEN = 1;
    private static final int MASKED = 2;

    private final long offset;
    private final Optional<ContainerNote> note;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private long length;

    /** Bytes are missing behind those that are kept, so nothing can be added to them. */
    private boolean broken;

    private boolean masked;

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
        if (piece.masked().isPresent()) {
            appendMasked(piece);
            return;
        }
        long known = offset + length - piece.offset();
        if (known < 0) {
            broken = true;
            length -= known;
        }
        int skip = (int) Math.max(0, Math.min(known, piece.length()));
        append(piece.buffer(), piece.from() + skip, piece.length() - skip);
    }

    /** A piece that tells the record from its beginning takes the place of what is there. */
    private void appendMasked(RecordBytes piece) {
        masked = true;
        boolean known = piece.end() <= offset + length;
        if (piece.anew() || piece.continues().isEmpty()) {
            kept.reset();
            broken = false;
            known = false;
        }
        broken |= piece.offset() > offset + length && !piece.anew();
        length = Math.max(length, piece.end() - offset);
        if (!known && !broken) {
            kept.write(piece.buffer(), piece.from(), Math.min(piece.length(), MAX_BYTES - kept.size()));
        }
    }

    void append(byte[] buffer, int from, int count) {
        if (!broken) {
            kept.write(buffer, from, Math.min(count, MAX_BYTES - kept.size()));
        }
        length += count;
    }

    LogRecord toLogRecord(SliceSource source) {
        return new LogRecord(source, offset, kept.toByteArray(), cut() ? length : 0, note);
    }

    /** Whether more stands in the file than is shown. */
    private boolean cut() {
        return masked ? broken || length > MAX_BYTES || kept.size() == MAX_BYTES : length > kept.size();
    }

    /** What goes on with a record whose beginning was not seen. */
    static LogEvent orphan(SliceSource source, RecordBytes piece) {
        int shown = Math.min(piece.length(), MAX_BYTES);
        byte[] bytes = Arrays.copyOfRange(piece.buffer(), piece.from(), piece.from() + shown);
        return new LogRecord(source, piece.offset(), bytes, shown < piece.length() ? piece.fileBytes() : 0)
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
        out.writeByte((broken ? BROKEN : 0) | (masked ? MASKED : 0));
        StateBytes.write(kept.toByteArray(), out);
    }

    static Optional<OpenRecord> read(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        long offset = in.readLong();
        OpenRecord record = new OpenRecord(offset, ContainerNote.read(in));
        record.length = in.readLong();
        int flags = in.readByte();
        record.broken = (flags & BROKEN) != 0;
        record.masked = (flags & MASKED) != 0;
        byte[] bytes = StateBytes.read(in);
        StateBytes.bounded(bytes.length, MAX_BYTES);
        record.kept.writeBytes(bytes);
        return Optional.of(record);
    }
}
