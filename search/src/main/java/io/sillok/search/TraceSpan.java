package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A span in its place in the trace.
 *
 * @param depth how many of its ancestors are known
 * @param source the span's document
 */
public record TraceSpan(
        String spanId,
        Optional<String> parentSpanId,
        String name,
        String kind,
        String service,
        String status,
        Instant start,
        Instant end,
        int depth,
        JsonNode source) {

    static TraceSpan of(JsonNode source) {
        Instant start = Instant.parse(source.path("timestamp").asText());
        String parent = source.path("parent_span_id").asText("");
        return new TraceSpan(
                source.path("span_id").asText(),
                parent.isEmpty() ? Optional.empty() : Optional.of(parent),
                source.path("name").asText(""),
                source.path("kind").asText(""),
                source.path("resource").path("service.name").asText(""),
                source.path("status").asText(""),
                start,
                source.has("end_timestamp")
                        ? Instant.parse(source.path("end_timestamp").asText())
                        : start,
                0,
                source);
    }

    TraceSpan at(int ancestors) {
        return new TraceSpan(spanId, parentSpanId, name, kind, service, status, start, end, ancestors, source);
    }

    public Duration duration() {
        return Duration.between(start, end);
    }
}
