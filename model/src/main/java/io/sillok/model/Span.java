package io.sillok.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One operation of a trace, as a tracer exported it: <b>not masked yet</b>; see {@link MaskedSpan}.
 *
 * @param kind lower case: internal, server, client, producer, consumer or unspecified
 * @param status lower case: unset, ok or error
 * @param attributes values as in {@link LogEvent}
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/api/#span">OpenTelemetry, span</a>
 */
public record Span(
        TraceId traceId,
        SpanId spanId,
        Optional<SpanId> parentSpanId,
        String name,
        String kind,
        Instant start,
        Instant end,
        String status,
        Map<String, String> resource,
        Map<String, Object> attributes) {

    public Span {
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(spanId, "spanId");
        resource = Collections.unmodifiableMap(new LinkedHashMap<>(resource));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    public Duration duration() {
        return Duration.between(start, end);
    }

    public Optional<String> service() {
        return Optional.ofNullable(resource.get(Fields.SERVICE_NAME));
    }

    /** One document a span, however often it is sent. */
    public String documentId() {
        return traceId.hex() + spanId.hex();
    }

    /** Says which span it is, not what it holds. */
    @Override
    public String toString() {
        return "Span[" + traceId + "/" + spanId + "]";
    }
}
