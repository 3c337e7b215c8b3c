package io.sillok.parsers.record;

import io.sillok.model.LogEvent;
import java.util.List;

/**
 * Reads one whole record. What it cannot take comes back as a rejected event, never as an exception. Implementations
 * hold no state between records and are thread-safe.
 */
public interface RecordParser {

    /** At least one event. */
    List<LogEvent> parse(LogRecord record);
}
