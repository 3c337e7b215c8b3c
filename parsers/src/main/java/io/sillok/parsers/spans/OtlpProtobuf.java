package io.sillok.parsers.spans;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code TracesData}, which on the wire is {@code ExportTraceServiceRequest} too. */
final class OtlpProtobuf {

    private OtlpProtobuf() {}

    static List<Span> decode(byte[] body) throws MalformedSpansException {
        List<Span> spans = new ArrayList<>();
        for (ResourceSpans ofResource : parse(body).getResourceSpansList()) {
            Map<String, String> resource = new LinkedHashMap<>();
            attributes(ofResource.getResource().getAttributesList())
                    .forEach((key, value) -> resource.put(key, String.valueOf(value)));
            for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
                for (io.opentelemetry.proto.trace.v1.Span span : ofScope.getSpansList()) {
                    spans.add(span(span, resource, spans.size()));
                }
            }
        }
        return spans;
    }

    /** Whether the bytes are such a message with at least one resource. */
    static boolean parses(byte[] body) {
        try {
            return parse(body).getResourceSpansCount() > 0;
        } catch (MalformedSpansException e) {
            return false;
        }
    }

    private static TracesData parse(byte[] body) throws MalformedSpansException {
        try {
            return TracesData.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedSpansException("no OTLP protobuf: " + e.getMessage(), e);
        }
    }

    private static Span span(io.opentelemetry.proto.trace.v1.Span span, Map<String, String> resource, int index)
            throws MalformedSpansException {
        ByteString trace = span.getTraceId();
        if (trace.size() != 16 || span.getSpanId().size() != 8) {
            throw new MalformedSpansException("span " + index + " has ids of " + trace.size() + " and "
                    + span.getSpanId().size() + " bytes, not 16 and 8");
        }
        ByteBuffer halves = trace.asReadOnlyByteBuffer();
        TraceId traceId = new TraceId(halves.getLong(), halves.getLong());
        Optional<SpanId> spanId = spanId(span.getSpanId());
        if ((traceId.high() | traceId.low()) == 0 || spanId.isEmpty()) {
            throw new MalformedSpansException("span " + index + " has an id of zeros");
        }
        return new Span(
                traceId,
                spanId.get(),
                span.getParentSpanId().size() == 8 ? spanId(span.getParentSpanId()) : Optional.empty(),
                span.getName(),
                SpanNames.of(SpanNames.KINDS, span.getKindValue()),
                instant(span.getStartTimeUnixNano()),
                instant(span.getEndTimeUnixNano()),
                SpanNames.of(SpanNames.STATUSES, span.getStatus().getCodeValue()),
                resource,
                attributes(span.getAttributesList()));
    }

    private static Optional<SpanId> spanId(ByteString bytes) {
        long id = bytes.asReadOnlyByteBuffer().getLong();
        return id == 0 ? Optional.empty() : Optional.of(new SpanId(id));
    }

    /** Unsigned in OTLP, though it will not matter before the year 2262. */
    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Long.divideUnsigned(nanos, 1_000_000_000L), Long.remainderUnsigned(nanos, 1_000_000_000L));
    }

    private static Map<String, Object> attributes(List<KeyValue> pairs) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (KeyValue pair : pairs) {
            Object value = value(pair.getValue());
            if (value != null) {
                attributes.put(pair.getKey(), value);
            }
        }
        return attributes;
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(OtlpProtobuf::value)
                        .filter(item -> item != null)
                        .toList();
            case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
            case BYTES_VALUE ->
                Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
            default -> null;
        };
    }
}
