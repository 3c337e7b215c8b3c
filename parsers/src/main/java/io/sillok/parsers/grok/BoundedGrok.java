package io.sillok.parsers.grok;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern that is matched on the beginning of a text's first line, for parsers that go on behind its match.
 *
 * <p>Thread-safe.
 */
public final class BoundedGrok {

    private final Grok grok;
    private final List<GrokField> fields;
    private final int maxLength;
    private final ThreadLocal<GrokMatcher> matchers;

    BoundedGrok(Grok grok, int maxLength) {
        this.grok = grok;
        this.fields = grok.patterns().get(0).fields();
        this.maxLength = maxLength;
        this.matchers = ThreadLocal.withInitial(this.grok::matcher);
    }

    public sealed interface Result permits Captures, NoMatch, OverBudget {}

    /** @param end index behind the last character that the pattern took */
    public record Captures(Map<String, String> fields, int end) implements Result {

        public Captures {
            fields = Collections.unmodifiableMap(fields);
        }

        public Optional<String> find(String name) {
            return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
        }

        /** The empty text if the field took no part. */
        public String text(String name) {
            return find(name).orElse("");
        }
    }

    public record NoMatch() implements Result {}

    public record OverBudget() implements Result {}

    public Result match(String text) {
        int lineEnd = text.indexOf('\n');
        int end = Math.min(lineEnd < 0 ? text.length() : lineEnd, maxLength);
        byte[] line = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
        GrokMatcher matcher = matchers.get();
        return switch (matcher.match(line, 0, line.length)) {
            case NO_MATCH -> new NoMatch();
            case OVER_BUDGET -> new OverBudget();
            case MATCH -> captures(matcher);
        };
    }

    private Captures captures(GrokMatcher matcher) {
        Map<String, String> captured = new LinkedHashMap<>();
        for (int field = 0; field < fields.size(); field++) {
            String value = matcher.text(field);
            if (value != null) {
                captured.putIfAbsent(fields.get(field).name(), value);
            }
        }
        int end = new String(matcher.bytes(), 0, matcher.end(), StandardCharsets.UTF_8).length();
        return new Captures(captured, end);
    }
}
