package io.sillok.parsers.spans;

import io.sillok.model.Span;
import io.sillok.model.TraceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Datadog's spans carry the low half of a trace id; the root of a batch has the high half as an attribute. It is given to
 * all spans of its trace.
 */
final class DatadogHigh {

    private static final String HIGH = "_dd.p.tid";

    private DatadogHigh() {}

    static List<Span> joined(List<Span> spans) {
        Map<Long, Long> highs = new HashMap<>();
        for (Span span : spans) {
            if (span.traceId().high() == 0 && span.attributes().get(HIGH) instanceof String hex) {
                TraceId.parseHex(hex).ifPresent(high -> highs.put(span.traceId().low(), high.low()));
            }
        }
        return highs.isEmpty()
                ? spans
                : spans.stream().map(span -> joined(span, highs)).toList();
    }

    private static Span joined(Span span, Map<Long, Long> highs) {
        Long high = highs.get(span.traceId().low());
        if (high == null || span.traceId().high() != 0) {
            return span;
        }
        return new Span(
                new TraceId(high, span.traceId().low()),
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.kind(),
                span.start(),
                span.end(),
                span.status(),
                span.resource(),
                span.attributes());
    }
}
