package io.sillok.model;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The compact forms of {@link MaskedEvent#outline} and {@link MaskedSpan#outline}: what waits in state for its trace. */
public final class Outlines {

    private Outlines() {}

    public static void write(MaskedEvent outline, CompactOutput out) throws IOException {
        LogEvent event = outline.event();
        out.text(event.position().fileId().value());
        out.number(event.position().offset());
        out.number(event.position().ordinal());
        out.optionalTime(event.timestamp());
        out.trace(event.traceId());
        out.span(event.spanId());
        out.text(event.resource().getOrDefault(Fields.SERVICE_NAME, ""));
        out.text(event.text(Fields.ERROR_TYPE).orElse(""));
    }

    public static MaskedEvent readEvent(CompactInput in) throws IOException {
        FileId file = new FileId(in.text());
        long offset = in.number();
        LogEvent.Builder event = LogEvent.at(new EventPosition(file, offset, in.count()))
                .timestamp(in.optionalTime().orElse(null))
                .traceId(in.trace().orElse(null))
                .spanId(in.span().orElse(null))
                .resource(Fields.SERVICE_NAME, in.text())
                .attribute(Fields.ERROR_TYPE, in.text());
        return MaskedEvent.read(event.build(), Map.of());
    }

    public static void write(MaskedSpan outline, CompactOutput out) throws IOException {
        Span span = outline.span();
        out.trace(Optional.of(span.traceId()));
        out.bits(span.spanId().value());
        out.span(span.parentSpanId());
        out.text(span.name());
        out.text(span.kind());
        out.text(span.status());
        out.time(span.start());
        out.time(span.end());
        out.text(span.service().orElse(""));
        out.text(span.attributes().get(Fields.HTTP_ROUTE) instanceof String route ? route : "");
    }

    public static MaskedSpan readSpan(CompactInput in) throws IOException {
        TraceId trace = in.trace().orElseThrow(() -> new IOException("a span without a trace id"));
        SpanId id = new SpanId(in.bits());
        Optional<SpanId> parent = in.span();
        String name = in.text();
        String kind = in.text();
        String status = in.text();
        Instant start = in.time();
        Instant end = in.time();
        Map<String, String> resource = new LinkedHashMap<>();
        put(Fields.SERVICE_NAME, in.text(), resource);
        Map<String, String> attributes = new LinkedHashMap<>();
        put(Fields.HTTP_ROUTE, in.text(), attributes);
        Span span =
                new Span(trace, id, parent, name, kind, start, end, status, resource, new LinkedHashMap<>(attributes));
        return MaskedSpan.read(span, Map.of());
    }

    private static void put(String name, String value, Map<String, String> map) {
        if (!value.isEmpty()) {
            map.put(name, value);
        }
    }
}
