package io.sillok.parsers.record;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A whole record without its line end, and the maker of its events: it counts their ordinals. Not thread-safe. */
public final class LogRecord {

    private final SliceSource source;
    private final long offset;
    private final byte[] bytes;
    private final long truncatedFrom;
    private String text;
    private int ordinal;

    /**
     * @param offset of the record's first byte in the file
     * @param bytes not copied; a line end at their end is left out
     * @param truncatedFrom the full length in bytes of a record that {@code bytes} hold only the beginning of, else 0
     */
    public LogRecord(SliceSource source, long offset, byte[] bytes, long truncatedFrom) {
        this.source = Objects.requireNonNull(source, "source");
        this.offset = offset;
        this.bytes = bytes;
        this.truncatedFrom = truncatedFrom;
    }

    public SliceSource source() {
        return source;
    }

    public long offset() {
        return offset;
    }

    /** Read as UTF-8; what is none becomes U+FFFD. */
    public String text() {
        if (text == null) {
            text = new String(bytes, 0, lengthWithoutLineEnd(), StandardCharsets.UTF_8);
        }
        return text;
    }

    /** A character for each byte, for who puts records together: a character may be cut between two of them. */
    public String latin1() {
        return new String(bytes, 0, lengthWithoutLineEnd(), StandardCharsets.ISO_8859_1);
    }

    public long truncatedFrom() {
        return truncatedFrom;
    }

    private int lengthWithoutLineEnd() {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        return end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /** The same record with no event made of it yet. */
    public LogRecord again() {
        return new LogRecord(source, offset, bytes, truncatedFrom);
    }

    /** The same place, for a text that was put together of several records and may be the beginning of a longer one. */
    public LogRecord truncatedTo(long fullLength) {
        return new LogRecord(source, offset, bytes, fullLength);
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(offset);
        out.writeLong(truncatedFrom);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static LogRecord read(SliceSource source, DataInput in) throws IOException {
        long offset = in.readLong();
        long truncatedFrom = in.readLong();
        return new LogRecord(source, offset, StateBytes.read(in), truncatedFrom);
    }

    /** The record's next event, with what all events of the file have. */
    public LogEvent.Builder event() {
        int number = ordinal++;
        LogEvent.Builder event = LogEvent.at(new EventPosition(source.fileId(), offset, number))
                .body(text())
                .resource(Fields.SERVICE_NAME, source.service())
                .resource(Fields.ENVIRONMENT, source.environment())
                .resource(Fields.HOST_NAME, source.host())
                .attribute(Fields.LOG_FORMAT, source.parser())
                .attribute(Fields.FILE_PATH, source.path())
                .attribute(Fields.FILE_OFFSET, offset)
                .attribute(Fields.FILE_ID, source.fileId().value())
                .attribute(Fields.ORDINAL, number);
        if (truncatedFrom > 0) {
            event.attribute(Fields.TRUNCATED, true).attribute(Fields.RECORD_LENGTH, truncatedFrom);
        }
        return event;
    }

    /** The record as an event that no parser took: its text as it stands, and why. */
    public LogEvent rejected(Rejection reason) {
        return event().attribute(Fields.ERROR_TYPE, reason.errorType()).build();
    }
}
