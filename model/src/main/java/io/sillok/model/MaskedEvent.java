package io.sillok.model;

import java.util.Map;
import java.util.Optional;

/**
 * An event that went through a masker. Sinks, side outputs and dead letters take only this type, so that no path leads
 * around the masker: its one way in is {@link #of}, beside the reading of a masked event's own wire form.
 *
 * <p>Immutable.
 */
public final class MaskedEvent {

    private final LogEvent event;
    private final Map<String, Integer> maskCounts;

    private MaskedEvent(LogEvent event, Map<String, Integer> maskCounts) {
        this.event = event;
        this.maskCounts = maskCounts;
    }

    public static MaskedEvent of(LogEvent event, EventMasker masker) {
        Masked<LogEvent> masked = masker.mask(event);
        if (!masked.value().position().equals(event.position())) {
            throw new IllegalStateException("a masker must not move an event");
        }
        return new MaskedEvent(masked.value(), masked.counts());
    }

    static MaskedEvent read(LogEvent event, Map<String, Integer> maskCounts) {
        return new MaskedEvent(event, Map.copyOf(maskCounts));
    }

    /** The event, with masked values. */
    public LogEvent event() {
        return event;
    }

    /** How many values each masking rule took, by the rule's id. */
    public Map<String, Integer> maskCounts() {
        return maskCounts;
    }

    /** The same event with what its span says of it: full trace id, service, name and outcome. */
    public MaskedEvent with(MaskedSpan span) {
        LogEvent.Builder builder = event.toBuilder();
        span.forEvents().forEach(builder::attribute);
        builder.traceId(Optional.of(span.span().traceId())
                .filter(id -> id.high() != 0)
                .or(event::traceId)
                .orElse(null));
        return new MaskedEvent(builder.build(), maskCounts);
    }

    /** The same event without its trace. */
    public MaskedEvent untraced() {
        return event.traceId().isEmpty()
                ? this
                : new MaskedEvent(event.toBuilder().traceId(null).build(), maskCounts);
    }

    /** The same event under the full id of its trace, which another log or a span knew. */
    public MaskedEvent with(TraceId full) {
        return new MaskedEvent(event.toBuilder().traceId(full).build(), maskCounts);
    }

    /**
     * What an update of the event's document needs: position, time, ids, service, and whether it was rejected. Small
     * enough to wait in state for its span.
     */
    public MaskedEvent outline() {
        LogEvent.Builder outline = LogEvent.at(event.position())
                .timestamp(event.timestamp().orElse(null))
                .traceId(event.traceId().orElse(null))
                .spanId(event.spanId().orElse(null))
                .resource(Fields.SERVICE_NAME, event.resource().get(Fields.SERVICE_NAME));
        if (event.rejected()) {
            event.text(Fields.ERROR_TYPE).ifPresent(reason -> outline.attribute(Fields.ERROR_TYPE, reason));
        }
        return new MaskedEvent(outline.build(), Map.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaskedEvent that && event.equals(that.event) && maskCounts.equals(that.maskCounts);
    }

    @Override
    public int hashCode() {
        return event.hashCode();
    }

    @Override
    public String toString() {
        return "Masked" + event;
    }
}
