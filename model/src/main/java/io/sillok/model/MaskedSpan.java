package io.sillok.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** A span that went through a masker; see {@link MaskedEvent}. Immutable. */
public final class MaskedSpan {

    private final Span span;
    private final Map<String, Integer> maskCounts;

    private MaskedSpan(Span span, Map<String, Integer> maskCounts) {
        this.span = span;
        this.maskCounts = maskCounts;
    }

    public static MaskedSpan of(Span span, EventMasker masker) {
        Masked<Span> masked = masker.mask(span);
        return new MaskedSpan(masked.value(), masked.counts());
    }

    static MaskedSpan read(Span span, Map<String, Integer> maskCounts) {
        return new MaskedSpan(span, Map.copyOf(maskCounts));
    }

    public Span span() {
        return span;
    }

    public Map<String, Integer> maskCounts() {
        return maskCounts;
    }

    /** What an event of this span gains: attribute names and values. */
    public Map<String, String> forEvents() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(Fields.SPAN_NAME, span.name());
        span.service().ifPresent(service -> fields.put(Fields.SPAN_SERVICE, service));
        if (span.attributes().get(Fields.HTTP_ROUTE) instanceof String route) {
            fields.put(Fields.HTTP_ROUTE, route);
        }
        fields.put(Fields.SPAN_STATUS, span.status());
        return fields;
    }

    /** What {@link #forEvents} and the choice of an event's span need; small enough to wait in state. */
    public MaskedSpan outline() {
        Map<String, String> resource = new LinkedHashMap<>();
        span.service().ifPresent(service -> resource.put(Fields.SERVICE_NAME, service));
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (span.attributes().get(Fields.HTTP_ROUTE) instanceof String route) {
            attributes.put(Fields.HTTP_ROUTE, route);
        }
        Span outline = new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.kind(),
                span.start(),
                span.end(),
                span.status(),
                resource,
                attributes);
        return new MaskedSpan(outline, Map.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MaskedSpan that && span.equals(that.span) && maskCounts.equals(that.maskCounts);
    }

    @Override
    public int hashCode() {
        return span.hashCode();
    }

    @Override
    public String toString() {
        return "Masked" + span;
    }
}
