package io.sillok.parsers.mask;

import io.sillok.model.EventMasker;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Masked;
import io.sillok.model.Span;
import io.sillok.parsers.fpm.SlowRequests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Masks events and spans field by field: each attribute by the rule that its name calls for, every other one by its key's
 * name and as text. Numbers that no key name makes a secret, times and positions stay. Stateless and thread-safe; a field
 * that a rule fails on is masked whole.
 */
public final class EventFieldMasker implements EventMasker {

    private static final String HEADER_PREFIX = "http.request.header.";
    private static final String RESPONSE_HEADER_PREFIX = "http.response.header.";

    private static final List<String> PARAMETER_PREFIXES =
            List.of("db.query.parameter.", "db.operation.parameter.", "db.statement.parameter.");

    /** What our own parsers make, of a closed vocabulary or a fixed form; anything of another form is masked as text. */
    private static final Set<String> NAMES = Set.of(
            Fields.LOG_FORMAT,
            Fields.INNER_FORMAT,
            Fields.FILE_ID,
            Fields.FILE_PATH,
            Fields.ERROR_TYPE,
            Fields.CLIENT_ADDRESS,
            Fields.SERVER_ADDRESS,
            Fields.HTTP_METHOD,
            Fields.EXCEPTION_TYPE,
            Fields.EXCEPTION_FINGERPRINT,
            Fields.ERROR_JOIN_KEY,
            Fields.LARAVEL_CHANNEL,
            Fields.DB_SYSTEM,
            Fields.DB_QUERY_HASH,
            Fields.PHP_FPM_POOL,
            SlowRequests.KEY,
            Fields.SERVICE_NAME,
            Fields.SERVICE_VERSION,
            Fields.ENVIRONMENT,
            Fields.HOST_NAME,
            Fields.CODE_FILE,
            "service.instance.id",
            "telemetry.sdk.name",
            "telemetry.sdk.version",
            "network.peer.address",
            "client.socket.address",
            "network.protocol.version");

    private static final int LONGEST_NAME = 512;

    /** What {@link Fields#DB_QUERY_TEXT} was called before. */
    private static final String STATEMENT = "db.statement";

    private final LineMasker lines;
    private final TextMasker texts;
    private final TreeMasker trees;
    private final HttpHeaders headers;
    private final Map<String, BiFunction<String, MaskTally, String>> byName;

    /** All rules, each masking. */
    public EventFieldMasker() {
        this(MaskSettings.standard());
    }

    public EventFieldMasker(MaskSettings settings) {
        this.texts = new TextMasker(settings);
        this.lines = new LineMasker(texts);
        this.trees = new TreeMasker(texts);
        this.headers = new HttpHeaders(texts);
        this.byName = Map.ofEntries(
                Map.entry(Fields.URL_QUERY, texts.queries()::mask),
                Map.entry(Fields.URL_PATH, texts.queries()::maskUrl),
                Map.entry("url.full", texts.queries()::maskUrl),
                Map.entry("http.url", texts.queries()::maskUrl),
                Map.entry("http.target", texts.queries()::maskUrl),
                Map.entry(Fields.EXCEPTION_MESSAGE, texts::mask),
                Map.entry(Fields.EXCEPTION_STACKTRACE, texts::mask),
                Map.entry(Fields.USER_AGENT, texts::mask),
                Map.entry(Fields.HTTP_ROUTE, texts::mask),
                Map.entry(Fields.DB_NAMESPACE, texts::mask));
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
        tally.field("body");
        String body = guarded(event.body(), lines::mask, tally);
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
                guarded(span.name(), lines::mask, tally),
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
            String masked = guarded(entry.getValue(), (text, t) -> text(name, text, t), tally);
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
            tally.field(name);
            boolean statement = name.equals(Fields.DB_QUERY_TEXT) || name.equals(STATEMENT);
            if (statement && value instanceof String sql) {
                out = out.isEmpty() ? new LinkedHashMap<>() : out;
                statement(name, sql, form, out, tally);
                continue;
            }
            Object masked = value(name, value, tally);
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

    private Object value(String name, Object value, MaskTally tally) {
        if (value instanceof String text) {
            return guarded(text, (whole, t) -> text(name, whole, t), tally);
        }
        if (value instanceof List<?> list) {
            List<Object> out = new ArrayList<>();
            list.forEach(element -> out.add(value(name, element, tally)));
            return out;
        }
        if (value instanceof Map<?, ?> || parameter(name)) {
            return tree(name, value, tally);
        }
        return NAMES.contains(name) ? value : tree(name, value, tally);
    }

    private Object tree(String name, Object value, MaskTally tally) {
        try {
            return trees.mask(parameter(name) ? "bindings" : name, value, tally);
        } catch (RuntimeException e) {
            // As above: neither the value nor the exception's message may be shown.
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
    }

    private static boolean parameter(String name) {
        if (name.startsWith("db.")) {
            for (String prefix : PARAMETER_PREFIXES) {
                if (name.startsWith(prefix)) {
                    return true;
                }
            }
        }
        return false;
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

    private String text(String name, String value, MaskTally tally) {
        if (NAMES.contains(name) && nameShaped(value)) {
            boolean address = value.indexOf('@') > 0 && !name.equals(Fields.EXCEPTION_TYPE);
            return address ? texts.mask(value, tally) : value;
        }
        if (name.equals(Fields.REQUEST_ID)) {
            return KeyNames.idShaped(value) ? value : texts.mask(value, tally);
        }
        if (name.startsWith(HEADER_PREFIX)) {
            return headers.mask(name.substring(HEADER_PREFIX.length()), value, tally);
        }
        if (name.startsWith(RESPONSE_HEADER_PREFIX)) {
            return headers.mask(name.substring(RESPONSE_HEADER_PREFIX.length()), value, tally);
        }
        BiFunction<String, MaskTally, String> rule = byName.get(name);
        return rule == null ? String.valueOf(tree(name, value, tally)) : rule.apply(value, tally);
    }

    private static String guarded(String value, BiFunction<String, MaskTally, String> rule, MaskTally tally) {
        try {
            return rule.apply(value, tally);
        } catch (RuntimeException e) {
            // As above: neither the value nor the exception's message may be shown.
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
    }
}
