package io.sillok.parsers.spans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OTLP's own JSON: ids in hex, 64-bit numbers as text or numbers, enumerations as numbers or names, names in camel case or
 * as in the proto files. A bare span, or an array of what else can stand alone, is taken too; so are Zipkin's spans.
 */
final class OtlpJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_DEPTH = 16;

    private final List<Span> spans = new ArrayList<>();

    private OtlpJson() {}

    static List<Span> decode(byte[] body) throws MalformedSpansException {
        OtlpJson decoder = new OtlpJson();
        decoder.any(tree(body));
        return decoder.spans;
    }

    private static JsonNode tree(byte[] body) throws MalformedSpansException {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null || !root.isContainerNode()) {
                throw new MalformedSpansException("no OTLP JSON: no object");
            }
            return root;
        } catch (JsonProcessingException e) {
            // the library's message may quote what it read
            throw new MalformedSpansException(
                    "no OTLP JSON: it breaks at byte " + e.getLocation().getByteOffset(), null);
        } catch (IOException e) {
            throw new MalformedSpansException("no OTLP JSON", e);
        }
    }

    private void any(JsonNode node) throws MalformedSpansException {
        if (node.isArray()) {
            for (JsonNode element : node) {
                any(element);
            }
        } else if (has(node, "resourceSpans", "resource_spans")) {
            for (JsonNode element : array(node, "resourceSpans", "resource_spans")) {
                ofResource(element);
            }
        } else if (has(node, "scopeSpans", "scope_spans")) {
            ofResource(node);
        } else if (ZipkinJson.is(node)) {
            spans.add(ZipkinJson.span(node, spans.size()));
        } else if (has(node, "traceId", "trace_id")) {
            spans.add(span(node, Map.of()));
        } else if (node.isObject() && node.isEmpty()) {
            return; // an export request of nothing
        } else {
            throw new MalformedSpansException("no OTLP JSON: neither resourceSpans nor a span");
        }
    }

    private void ofResource(JsonNode node) throws MalformedSpansException {
        Map<String, String> resource = new LinkedHashMap<>();
        attributes(node.path("resource").path("attributes"), 0)
                .forEach((key, value) -> resource.put(key, String.valueOf(value)));
        for (JsonNode scope : array(node, "scopeSpans", "scope_spans")) {
            for (JsonNode span : array(scope, "spans", "spans")) {
                spans.add(span(span, resource));
            }
        }
    }

    private Span span(JsonNode node, Map<String, String> resource) throws MalformedSpansException {
        Optional<TraceId> traceId =
                TraceId.ofHex(field(node, "traceId", "trace_id").asText());
        Optional<SpanId> spanId = spanId(field(node, "spanId", "span_id"));
        if (traceId.isEmpty() || spanId.isEmpty()) {
            throw new MalformedSpansException("span " + spans.size() + " has no valid ids");
        }
        return new Span(
                traceId.get(),
                spanId.get(),
                spanId(field(node, "parentSpanId", "parent_span_id")),
                node.path("name").asText(),
                enumeration(node.path("kind"), SpanNames.KINDS, SpanNames.KIND_PREFIX),
                instant(field(node, "startTimeUnixNano", "start_time_unix_nano")),
                instant(field(node, "endTimeUnixNano", "end_time_unix_nano")),
                enumeration(node.path("status").path("code"), SpanNames.STATUSES, SpanNames.STATUS_PREFIX),
                resource,
                attributes(node.path("attributes"), 0));
    }

    private static Optional<SpanId> spanId(JsonNode node) {
        return node.asText().length() == 16 ? SpanId.parse(node.asText()) : Optional.empty();
    }

    private static String enumeration(JsonNode node, List<String> names, String prefix) {
        for (int i = 0; i < names.size(); i++) {
            if (node.asText().equalsIgnoreCase(prefix + names.get(i))) {
                return names.get(i);
            }
        }
        return SpanNames.of(names, node.asInt(0));
    }

    private Instant instant(JsonNode node) throws MalformedSpansException {
        try {
            long nanos = node.isNumber() ? node.longValue() : Long.parseUnsignedLong(node.asText("0"));
            return Instant.ofEpochSecond(
                    Long.divideUnsigned(nanos, 1_000_000_000L), Long.remainderUnsigned(nanos, 1_000_000_000L));
        } catch (NumberFormatException e) {
            throw new MalformedSpansException("span " + spans.size() + " has a time that is no number", null);
        }
    }

    private Map<String, Object> attributes(JsonNode pairs, int depth) throws MalformedSpansException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (JsonNode pair : pairs) {
            Object value = value(pair.path("value"), depth);
            if (value != null) {
                attributes.put(pair.path("key").asText(), value);
            }
        }
        return attributes;
    }

    private Object value(JsonNode value, int depth) throws MalformedSpansException {
        if (depth > MAX_DEPTH) {
            throw new MalformedSpansException("span " + spans.size() + " has attributes nested too deep");
        }
        if (has(value, "stringValue", "string_value")) {
            return field(value, "stringValue", "string_value").asText();
        }
        if (has(value, "intValue", "int_value")) {
            return integer(field(value, "intValue", "int_value"));
        }
        if (has(value, "boolValue", "bool_value")) {
            return field(value, "boolValue", "bool_value").asBoolean();
        }
        if (has(value, "doubleValue", "double_value")) {
            return field(value, "doubleValue", "double_value").asDouble();
        }
        if (has(value, "arrayValue", "array_value")) {
            List<Object> list = new ArrayList<>();
            for (JsonNode element : field(value, "arrayValue", "array_value").path("values")) {
                Object item = value(element, depth + 1);
                if (item != null) {
                    list.add(item);
                }
            }
            return List.copyOf(list);
        }
        if (has(value, "kvlistValue", "kvlist_value")) {
            return attributes(field(value, "kvlistValue", "kvlist_value").path("values"), depth + 1);
        }
        return has(value, "bytesValue", "bytes_value")
                ? field(value, "bytesValue", "bytes_value").asText()
                : null;
    }

    private Object integer(JsonNode node) throws MalformedSpansException {
        try {
            return node.isNumber() ? node.longValue() : Long.parseLong(node.asText());
        } catch (NumberFormatException e) {
            throw new MalformedSpansException("span " + spans.size() + " has an intValue that is none", null);
        }
    }

    private static Iterable<JsonNode> array(JsonNode node, String name, String protoName)
            throws MalformedSpansException {
        JsonNode array = field(node, name, protoName);
        if (!array.isArray() && !array.isMissingNode() && !array.isNull()) {
            throw new MalformedSpansException(name + " is no array");
        }
        return array;
    }

    private static boolean has(JsonNode node, String name, String protoName) {
        return node.has(name) || node.has(protoName);
    }

    private static JsonNode field(JsonNode node, String name, String protoName) {
        return node.has(name) ? node.path(name) : node.path(protoName);
    }
}
