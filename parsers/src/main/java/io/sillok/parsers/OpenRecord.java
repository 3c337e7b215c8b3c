package io.sillok.parsers;

import io.sillok.model.SliceSource;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.StateBytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A record that comes in one piece or in several, of which the first 256 KiB are kept. */
final class OpenRecord {

    private static final int MAX_BYTES = 256 * 1024;

    private final long offset;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private long length;

    OpenRecord(long offset) {
        this.offset = offset;
    }

    long offset() {
        return offset;
    }

    void append(RecordBytes bytes) {
        kept.write(bytes.buffer(), bytes.from(), Math.min(bytes.length(), MAX_BYTES - kept.size()));
        length += bytes.length();
    }

    LogRecord toLogRecord(SliceSource source) {
        return new LogRecord(source, offset, kept.toByteArray(), length > kept.size() ? length : 0);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(offset);
        out.writeLong(length);
        out.writeInt(kept.size());
        out.write(kept.toByteArray());
    }

    static OpenRecord read(DataInput in) throws IOException {
        OpenRecord record = new OpenRecord(in.readLong());
        record.length = in.readLong();
        byte[] bytes = new byte[StateBytes.bounded(in.readInt(), MAX_BYTES)];
        in.readFully(bytes);
        record.kept.writeBytes(bytes);
        return record;
    }
}
