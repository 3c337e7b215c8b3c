package io.sillok.parsers.record;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** A whole record without its line end, and the maker of its events: it counts their ordinals. Not thread-safe. */
public final class LogRecord {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int LEAST_HOLE = 2;

    private final SliceSource source;
    private final long offset;
    private final byte[] bytes;
    private final long truncatedFrom;
    private final Optional<ContainerNote> note;
    private final int fileBytes;
    private String text;
    private int ordinal;

    /**
     * @param offset of the record's first byte in the file
     * @param bytes not copied; a line end at their end is left out
     * @param truncatedFrom the full length in bytes of a record that {@code bytes} hold only the beginning of, else 0
     */
    public LogRecord(SliceSource source, long offset, byte[] bytes, long truncatedFrom) {
        this(source, offset, bytes, truncatedFrom, Optional.empty());
    }

    /** @param note of the container's runtime, if the record came out of one's log */
    public LogRecord(SliceSource source, long offset, byte[] bytes, long truncatedFrom, Optional<ContainerNote> note) {
        this(source, offset, bytes, truncatedFrom, note, bytes.length);
    }

    private LogRecord(
            SliceSource source,
            long offset,
            byte[] bytes,
            long truncatedFrom,
            Optional<ContainerNote> note,
            int fileBytes) {
        this.source = Objects.requireNonNull(source, "source");
        this.offset = offset;
        this.bytes = bytes;
        this.truncatedFrom = truncatedFrom;
        this.note = note;
        this.fileBytes = fileBytes;
    }

    /**
     * A whole record.
     *
     * @param fileBytes its length in the file, line end included: another one than that of {@code bytes} if it was masked on
     *     its host
     */
    public static LogRecord of(SliceSource source, long offset, byte[] bytes, int fileBytes) {
        return new LogRecord(source, offset, bytes, 0, Optional.empty(), fileBytes);
    }

    public SliceSource source() {
        return source;
    }

    public long offset() {
        return offset;
    }

    public Optional<ContainerNote> note() {
        return note;
    }

    /**
     * Read as UTF-8, without a byte order mark; what is none becomes U+FFFD. Lines of a record whose own line end is CR LF
     * end with LF in here.
     */
    public String text() {
        if (text == null) {
            int from = startsWithMark() ? BYTE_ORDER_MARK.length : 0;
            String read = new String(bytes, from, lengthWithoutLineEnd() - from, StandardCharsets.UTF_8);
            text = endsWithReturn() ? read.replace("\r\n", "\n") : read;
        }
        return text;
    }

    /** A character for each byte, for who puts records together: a character may be cut between two of them. */
    public String latin1() {
        return new String(bytes, 0, lengthWithoutLineEnd(), StandardCharsets.ISO_8859_1);
    }

    /** How long it is in the file, in bytes, without its line end. */
    public int lengthInFile() {
        return fileBytes - (bytes.length - lengthWithoutLineEnd());
    }

    public long truncatedFrom() {
        return truncatedFrom;
    }

    private boolean startsWithMark() {
        return bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private boolean endsWithReturn() {
        return bytes.length >= 2 && bytes[bytes.length - 2] == '\r' && bytes[bytes.length - 1] == '\n';
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
        return new LogRecord(source, offset, bytes, truncatedFrom, note, fileBytes);
    }

    /** The same record for another parser. */
    public LogRecord readBy(String parser) {
        return new LogRecord(source.readBy(parser), offset, bytes, truncatedFrom, note, fileBytes);
    }

    /** The same place, for a text that was put together of several records and may be the beginning of a longer one. */
    public LogRecord truncatedTo(long fullLength) {
        return new LogRecord(source, offset, bytes, fullLength, note);
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(offset);
        out.writeLong(truncatedFrom);
        StateBytes.write(bytes, out);
        ContainerNote.write(note, out);
    }

    public static LogRecord read(SliceSource source, DataInput in) throws IOException {
        long offset = in.readLong();
        long truncatedFrom = in.readLong();
        byte[] bytes = StateBytes.read(in);
        return new LogRecord(source, offset, bytes, truncatedFrom, ContainerNote.read(in));
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
        source.resource().forEach(event::resource);
        note.ifPresent(wrapped -> wrapped.addTo(event));
        if (truncatedFrom > 0) {
            event.attribute(Fields.TRUNCATED, true).attribute(Fields.RECORD_LENGTH, truncatedFrom);
        }
        return event;
    }

    /** Whether nothing but NULs stands in it, so that there is nothing to read. */
    public boolean isHole() {
        int nuls = 0;
        while (nuls < bytes.length && bytes[nuls] == 0) {
            nuls++;
        }
        return nuls == bytes.length && nuls >= LEAST_HOLE;
    }

    /** A hole as an event: it says how long it is, and shows none of its NULs. */
    public LogEvent hole() {
        long length = Math.max(truncatedFrom, bytes.length);
        return new LogRecord(source, offset, new byte[0], length, note).rejected(Rejection.HOLE);
    }

    /** The record as an event that no parser took: its text as it stands, and why. */
    public LogEvent rejected(Rejection reason) {
        return event().attribute(Fields.ERROR_TYPE, reason.errorType()).build();
    }

    /** The same for a line that cost too much, by whose pattern: where it stands in the definition, never its text. */
    public LogEvent overBudget(String pattern) {
        return event().attribute(Fields.ERROR_TYPE, Rejection.BUDGET.errorType())
                .attribute(Fields.GROK_PATTERN, pattern)
                .build();
    }
}
