package io.sillok.parsers.grok;

import io.krakens.grok.api.Grok;
import io.krakens.grok.api.Match;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A compiled grok pattern that is matched on the first line of a text only, and on a bounded part of it: java-grok runs
 * on backtracking regular expressions, which can cost more than the square of the length and the whole stack.
 *
 * <p>Thread-safe.
 */
public final class BoundedGrok {

    /** What the standard definitions call captures that nobody wants. */
    private static final String UNWANTED = "UNWANTED";

    private static final int MAX_STEPS = 200_000;

    private final Grok grok;
    private final int maxLength;

    BoundedGrok(Grok grok, int maxLength) {
        this.grok = grok;
        this.maxLength = maxLength;
    }

    /** Read from the groups themselves: java-grok's own way takes the quotes off quoted values. */
    private Map<String, String> fields(Matcher groups) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String group : grok.namedGroups) {
            String value = groups.group(group);
            String field = grok.getNamedRegexCollection().getOrDefault(group, group);
            if (value != null && !field.equals(UNWANTED)) {
                fields.putIfAbsent(field, value);
            }
        }
        return fields;
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
        try {
            Match match = grok.match(new CountedChars(text, 0, end, new Steps(MAX_STEPS)));
            if (match.isNull()) {
                return new NoMatch();
            }
            return new Captures(fields(match.getMatch()), match.getEnd());
        } catch (StackOverflowError | Steps.Exhausted e) {
            return new OverBudget(); // counted by the caller, as a rejection with this reason
        }
    }
}
