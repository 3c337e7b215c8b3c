package io.sillok.parsers.record;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.util.Objects;

/** A whole record as text, without its line end, and the maker of its events: it counts their ordinals. Not thread-safe. */
public final class LogRecord {

    private final SliceSource source;
    private final long offset;
    private final String text;
    private final long truncatedFrom;
    private int ordinal;

    /**
     * @param offset of the record's first byte in the file
     * @param truncatedFrom the full length in bytes of a record that {@code text} holds only the beginning of, else 0
     */
    public LogRecord(SliceSource source, long offset, String text, long truncatedFrom) {
        this.source = Objects.requireNonNull(source, "source");
        this.offset = offset;
        this.text = Objects.requireNonNull(text, "text");
        this.truncatedFrom = truncatedFrom;
    }

    public SliceSource source() {
        return source;
    }

    public long offset() {
        return offset;
    }

    public String text() {
        return text;
    }

    /** Whether the text is the beginning of the record only. */
    public boolean truncated() {
        return truncatedFrom > 0;
    }

    /** The record's next event, with what all events of the file have. */
    public LogEvent.Builder event() {
        int number = ordinal++;
        LogEvent.Builder event = LogEvent.at(new EventPosition(source.fileId(), offset, number))
                .body(text)
                .resource(Fields.SERVICE_NAME, source.service())
                .resource(Fields.ENVIRONMENT, source.environment())
                .resource(Fields.HOST_NAME, source.host())
                .attribute(Fields.LOG_FORMAT, source.parser())
                .attribute(Fields.FILE_PATH, source.path())
                .attribute(Fields.FILE_OFFSET, offset)
                .attribute(Fields.FILE_ID, source.fileId().value())
                .attribute(Fields.ORDINAL, number);
        if (truncated()) {
            event.attribute(Fields.TRUNCATED, true).attribute(Fields.RECORD_LENGTH, truncatedFrom);
        }
        return event;
    }

    /** The record as an event that no parser took: its text as it stands, and why. */
    public LogEvent rejected(Rejection reason) {
        return event().attribute(Fields.ERROR_TYPE, reason.errorType()).build();
    }
}
