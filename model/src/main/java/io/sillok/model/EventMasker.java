package io.sillok.model;

/** Takes all that is sensitive out of events and spans. Implementations are thread-safe and never throw. */
public interface EventMasker {

    /** The event with every value judged, and how many values each rule took. */
    Masked<LogEvent> mask(LogEvent event);

    Masked<Span> mask(Span span);
}
