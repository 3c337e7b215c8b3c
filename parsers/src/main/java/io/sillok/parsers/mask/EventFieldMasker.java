package io.sillok.parsers.mask;

import io.sillok.model.EventMasker;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Masked;
import io.sillok.model.Span;
import io.sillok.parsers.mask.FieldRule.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Masks events and spans field by field: each attribute by the rule that its name calls for, every other one by its key's
 * name and as text. Numbers that no key name makes a secret, times and positions stay. Thread-safe; it remembers only what
 * may be shown. A field that a rule fails on is masked whole.
 */
public final class EventFieldMasker implements EventMasker {

    private static final int LONGEST_NAME = 512;

    /** So long a number may be that of a card. */
    private static final long LONG_NUMBER = 1_000_000_000_000L;

    private static final String BODY = "body";

    private final LineMasker lines;
    private final TextMasker texts;
    private final TreeMasker trees;
    private final HttpHeaders headers;
    private final CleanValues cleanBodies = new CleanValues();
    private final CleanValues cleanFields = new CleanValues();

    /** All rules, each masking. */
    public EventFieldMasker() {
        this(MaskSettings.standard());
    }

    public EventFieldMasker(MaskSettings settings) {
        this.texts = new TextMasker(settings);
        this.lines = new LineMasker(texts);
        this.trees = new TreeMasker(texts);
        this.headers = new HttpHeaders(texts);
    }

    @Override
    public Masked<LogEvent> mask(LogEvent event) {
        return mask(event, new MaskTally());
    }

    /** The same; {@code tally} may be one that keeps the reasons. */
    public Masked<LogEvent> mask(LogEvent event, MaskTally tally) {
        boolean pasted = event.text(Fields.EXCEPTION_TYPE)
                .filter(type -> type.endsWith("QueryException") || type.endsWith("UniqueConstraintViolationException"))
                .isPresent();
        tally.field(BODY);
        String body = body(event.body(), tally);
        LogEvent.Builder masked = event.toBuilder().body(body);
        masked.change(changes(event.attributes(), pasted ? SqlForm.UNQUOTED : SqlForm.QUOTED, tally));
        Map<String, String> resource = resource(event.resource(), tally);
        if (resource != event.resource()) {
            resource.forEach(masked::resource);
        }
        return new Masked<>(masked.build(), tally.byId());
    }

    @Override
    public Masked<Span> mask(Span span) {
        MaskTally tally = new MaskTally();
        Span masked = new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                body(span.name(), tally),
                span.kind(),
                span.start(),
                span.end(),
                span.status(),
                resource(span.resource(), tally),
                attributes(span.attributes(), tally));
        return new Masked<>(masked, tally.byId());
    }

    /** The same instance if nothing was masked, as in most resources. */
    private Map<String, String> resource(Map<String, String> resource, MaskTally tally) {
        Map<String, String> out = resource;
        for (Map.Entry<String, String> entry : resource.entrySet()) {
            String name = entry.getKey();
            tally.field(name);
            String masked = text(FieldRule.of(name), entry.getValue(), tally);
            if (!masked.equals(entry.getValue())) {
                out = out == resource ? new LinkedHashMap<>(resource) : out;
                out.put(name, masked);
            }
        }
        return out;
    }

    private Map<String, Object> attributes(Map<String, Object> attributes, MaskTally tally) {
        Map<String, Object> out = new LinkedHashMap<>(attributes);
        out.putAll(changes(attributes, SqlForm.QUOTED, tally));
        return out;
    }

    /** The attributes that are not what they were; most have none. */
    private Map<String, Object> changes(Map<String, Object> attributes, SqlForm form, MaskTally tally) {
        Map<String, Object> out = Map.of();
        for (Map.Entry<String, Object> entry : attributes.entrySet()) {
            String name = entry.getKey();
            Object value = entry.getValue();
            FieldRule rule = FieldRule.of(name);
            tally.field(name);
            if (rule.kind() == Kind.STATEMENT && value instanceof String sql) {
                out = out.isEmpty() ? new LinkedHashMap<>() : out;
                statement(name, sql, form, out, tally);
                continue;
            }
            Object masked = value(rule, value, tally);
            if (masked != value) {
                out = out.isEmpty() ? new LinkedHashMap<>() : out;
                out.put(name, masked);
            }
        }
        return out;
    }

    private void statement(String name, String sql, SqlForm form, Map<String, Object> out, MaskTally tally) {
        try {
            SqlMasker.Normalised normalised = texts.sql().normalise(sql, form, tally);
            out.put(name, normalised.text());
            out.put(Fields.DB_QUERY_HASH, normalised.hash());
        } catch (RuntimeException e) {
            // The statement may not be shown, and the exception's message can quote it.
            tally.count(MaskRule.FAILED_CLOSED);
            out.put(name, MaskedText.WHOLE);
        }
    }

    private Object value(FieldRule rule, Object value, MaskTally tally) {
        if (value instanceof String text) {
            return text(rule, text, tally);
        }
        if (value instanceof List<?> list) {
            List<Object> out = new ArrayList<>();
            list.forEach(element -> out.add(value(rule, element, tally)));
            return out;
        }
        boolean stays = !(value instanceof Map<?, ?>) && (rule.kind() == Kind.NAME || isShortAndPlain(value, rule));
        return stays ? value : tree(rule, value, tally);
    }

    private boolean isShortAndPlain(Object value, FieldRule rule) {
        return value instanceof Long number
                && number < LONG_NUMBER
                && number > -LONG_NUMBER
                && !rule.parameter()
                && texts.rules().verdict(rule.key()) == KeyNames.Verdict.PLAIN;
    }

    private Object tree(FieldRule rule, Object value, MaskTally tally) {
        try {
            return trees.mask(rule.judged(), value, tally);
        } catch (RuntimeException e) {
            return failed(tally);
        }
    }

    /** Neither the value nor the exception's message, which can quote it, may be shown. */
    private static String failed(MaskTally tally) {
        tally.count(MaskRule.FAILED_CLOSED);
        return MaskedText.WHOLE;
    }

    /** Whether nothing but letters, digits and the marks of paths, classes and addresses stand in it. */
    private static boolean nameShaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 127 || !(Chars.wordPart(c) || ".\\/:{}+,@ -".indexOf(c) >= 0)) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST_NAME;
    }

    private String body(String text, MaskTally tally) {
        return remembering(cleanBodies, BODY, text, tally, lines::mask);
    }

    private String text(FieldRule rule, String value, MaskTally tally) {
        return remembering(cleanFields, rule.name(), value, tally, (text, counts) -> judged(rule, text, counts));
    }

    private static String remembering(
            CleanValues clean,
            String name,
            String value,
            MaskTally tally,
            BiFunction<String, MaskTally, String> masker) {
        if (clean.contains(name, value)) {
            return value;
        }
        int taken = tally.total();
        String masked;
        try {
            masked = masker.apply(value, tally);
        } catch (RuntimeException e) {
            masked = failed(tally);
        }
        if (tally.total() == taken && masked.equals(value)) {
            clean.add(name, value);
        }
        return masked;
    }

    private String judged(FieldRule rule, String value, MaskTally tally) {
        return switch (rule.kind()) {
            case NAME -> name(rule, value, tally);
            case REQUEST_ID -> KeyNames.idShaped(value) ? value : texts.mask(value, tally);
            case HEADER -> headers.mask(rule.header(), value, tally);
            case QUERY -> texts.queries().mask(value, tally);
            case URL -> texts.queries().maskUrl(value, tally);
            case TEXT -> texts.mask(value, tally);
            case STATEMENT, KEYED -> String.valueOf(tree(rule, value, tally));
        };
    }

    private String name(FieldRule rule, String value, MaskTally tally) {
        if (!nameShaped(value)) {
            return String.valueOf(tree(rule, value, tally));
        }
        boolean address = value.indexOf('@') > 0 && !rule.name().equals(Fields.EXCEPTION_TYPE);
        return address ? texts.mask(value, tally) : value;
    }
}
