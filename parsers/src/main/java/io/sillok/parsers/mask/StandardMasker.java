package io.sillok.parsers.mask;

import io.sillok.model.EventMasker;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Masked;
import io.sillok.model.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Masks every field of an event or span by what it holds. Thread-safe. */
public final class StandardMasker implements EventMasker {

    private final TextMasker texts = new TextMasker();
    private final LineMasker lines = new LineMasker();
    private final TreeMasker trees = new TreeMasker(texts);

    @Override
    public Masked<LogEvent> mask(LogEvent event) {
        MaskTally tally = new MaskTally();
        LogEvent masked = event.toBuilder()
                .body(lines.mask(event.body(), tally))
                .attributes(attributes(event.attributes(), tally))
                .build();
        return new Masked<>(masked, counts(tally));
    }

    @Override
    public Masked<Span> mask(Span span) {
        MaskTally tally = new MaskTally();
        Span masked = new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                texts.mask(span.name(), tally),
                span.kind(),
                span.start(),
                span.end(),
                span.status(),
                span.resource(),
                attributes(span.attributes(), tally));
        return new Masked<>(masked, counts(tally));
    }

    private Map<String, Object> attributes(Map<String, Object> attributes, MaskTally tally) {
        Map<String, Object> masked = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (name.equals(Fields.DB_QUERY_TEXT) && value instanceof String statement) {
                SqlMasker.Normalised normalised = texts.sql().normalise(statement, tally);
                masked.put(Fields.DB_QUERY_TEXT, normalised.text());
                masked.put(Fields.DB_QUERY_HASH, normalised.hash());
            } else if (name.equals(Fields.URL_QUERY) && value instanceof String query) {
                masked.put(name, texts.queries().mask(query, tally));
            } else {
                masked.put(name, trees.mask(name, value, tally));
            }
        });
        return masked;
    }

    private static Map<String, Integer> counts(MaskTally tally) {
        Map<String, Integer> counts = new TreeMap<>();
        tally.counts().forEach((rule, count) -> counts.put(rule.id(), count));
        return counts;
    }
}
