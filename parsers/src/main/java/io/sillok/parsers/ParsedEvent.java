package io.sillok.parsers;

import io.sillok.model.LogEvent;
import java.util.Objects;

/** @param update whether an event of the same position was given before, of which this one is the fuller form */
public record ParsedEvent(LogEvent event, boolean update) {

    public ParsedEvent {
        Objects.requireNonNull(event, "event");
    }
}
