package io.sillok.parsers.spans;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.model.Digest;
import io.sillok.model.Fields;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Zipkin's second form of a span: ids of 16 or 32 hex digits, times in microseconds.
 *
 * @see <a href="https://zipkin.io/zipkin-api/">Zipkin API, ListOfSpans</a>
 */
final class ZipkinJson {

    private static final int ID_BYTES = 8;

    private ZipkinJson() {}

    /** OTLP calls the id {@code spanId}. */
    static boolean is(JsonNode node) {
        return node.has("traceId") && node.has("id") && !node.has("spanId");
    }

    static Span span(JsonNode node, int index) throws MalformedSpansException {
        Optional<TraceId> traceId = TraceId.parseHex(node.path("traceId").asText());
        Optional<SpanId> spanId = spanId(node.path("id"));
        if (traceId.isEmpty() || spanId.isEmpty()) {
            throw new MalformedSpansException("span " + index + " has no valid ids");
        }
        Map<String, Object> tags = new LinkedHashMap<>();
        node.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        Instant start = Instant.EPOCH.plus(node.path("timestamp").asLong(), ChronoUnit.MICROS);
        String kind = kind(node.path("kind").asText(""));
        boolean shared = node.path("shared").asBoolean() && kind.equals("server");
        return new Span(
                traceId.get(),
                shared ? ofServer(traceId.get(), spanId.get()) : spanId.get(),
                shared ? spanId : spanId(node.path("parentId")),
                node.path("name").asText(),
                kind,
                start,
                start.plus(node.path("duration").asLong(), ChronoUnit.MICROS),
                status(tags),
                service(node),
                tags);
    }

    /**
     * A server that reports under its caller's id tells of another span all the same: it is the child of the caller's, under
     * an id that is the same however often it is sent.
     */
    private static SpanId ofServer(TraceId trace, SpanId caller) {
        String of = "zipkin server of " + trace.hex() + caller.hex();
        return SpanId.parse(Digest.hex(of.getBytes(StandardCharsets.US_ASCII), ID_BYTES))
                .orElse(caller);
    }

    private static Map<String, String> service(JsonNode node) {
        String name = node.path("localEndpoint").path("serviceName").asText("");
        return name.isEmpty() ? Map.of() : Map.of(Fields.SERVICE_NAME, name);
    }

    /** Without a kind it is work inside a service. */
    private static String kind(String kind) {
        return kind.isEmpty() ? "internal" : kind.toLowerCase(Locale.ROOT);
    }

    /** The tag {@code error} alone says that it failed; OpenTelemetry's exporter writes its own status beside it. */
    private static String status(Map<String, Object> tags) {
        if (tags.containsKey("error")) {
            return "error";
        }
        return "OK".equals(tags.get("otel.status_code")) ? "ok" : "unset";
    }

    private static Optional<SpanId> spanId(JsonNode node) {
        return TraceId.parseHex(node.asText("")).flatMap(id -> SpanId.parse(id.lowHex()));
    }
}
