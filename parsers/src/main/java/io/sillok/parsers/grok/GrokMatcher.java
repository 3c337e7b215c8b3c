package io.sillok.parsers.grok;

import io.sillok.parsers.grok.automaton.Scan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Matches lines one after the other and holds the captures of the last one as places in its bytes: what is not asked for is
 * never made a String. Not thread-safe.
 */
public final class GrokMatcher {

    public enum Outcome {
        MATCH,
        NO_MATCH,
        /** A pattern that had to be tried would cost more steps, or a deeper stack, than a line is worth. */
        OVER_BUDGET
    }

    private final Grok grok;
    private final Scan[] scans;
    private final int[] groups;
    private final LastText[] last;
    private byte[] line = {};
    private int from;
    private int length;
    private String decoded;
    private byte[] bytes = {};
    private int pattern = -1;
    private int start;
    private int end;
    private long steps;
    private Optional<String> fallback = Optional.empty();

    GrokMatcher(Grok grok) {
        this.grok = grok;
        this.scans = grok.patterns().stream()
                .map(each -> each.program().map(Scan::new).orElse(null))
                .toArray(Scan[]::new);
        this.groups = new int
                [grok.patterns().stream()
                        .mapToInt(each -> 2 * each.fields().size())
                        .max()
                        .orElse(0)];
        this.last = Stream.generate(LastText::new).limit(groups.length / 2).toArray(LastText[]::new);
    }

    /**
     * Finds the first pattern that matches somewhere in a line; as in java-grok, a line of blanks matches nothing.
     *
     * @param line not copied: the captures point into it
     */
    public Outcome match(byte[] line, int from, int length) {
        this.line = line;
        this.from = from;
        this.length = length;
        decoded = null;
        bytes = line;
        steps = 0;
        pattern = -1;
        fallback = Optional.empty();
        if (isBlank()) {
            return Outcome.NO_MATCH;
        }
        for (int i = 0; i < scans.length; i++) {
            Outcome outcome = tryPattern(i);
            if (outcome != Outcome.NO_MATCH) {
                pattern = i;
                return outcome;
            }
        }
        return Outcome.NO_MATCH;
    }

    private Outcome tryPattern(int index) {
        GrokPattern candidate = grok.patterns().get(index);
        Scan scan = scans[index];
        if (scan == null) {
            fallback = candidate.notCompiled();
            return tryReference(candidate);
        }
        Scan.Verdict verdict = scan.match(line, from, length);
        steps += scan.steps();
        if (verdict instanceof Scan.Verdict.Match) {
            start = scan.start();
            end = scan.end();
            scan.copyGroups(groups);
            return Outcome.MATCH;
        }
        if (verdict instanceof Scan.Verdict.Unknown unknown) {
            fallback = Optional.of(unknown.reason());
            return tryReference(candidate);
        }
        return Outcome.NO_MATCH;
    }

    private Outcome tryReference(GrokPattern candidate) {
        ReferenceEngine.Result result = candidate.reference().match(decoded());
        steps += result.steps();
        if (result instanceof ReferenceEngine.Result.OverBudget) {
            candidate.countOverBudget();
            return Outcome.OVER_BUDGET;
        }
        if (!(result instanceof ReferenceEngine.Result.Found found)) {
            return Outcome.NO_MATCH;
        }
        Places places = Places.of(line, from, length, decoded());
        bytes = places.bytes();
        start = places.at(found.groups().start());
        end = places.at(found.groups().end());
        for (int field = 0; field < candidate.fields().size(); field++) {
            String group = Expansion.group(field);
            groups[2 * field] = places.at(found.groups().start(group));
            groups[2 * field + 1] = places.at(found.groups().end(group));
        }
        return Outcome.MATCH;
    }

    /** Which of the patterns decided: it matched, or its budget was used up; -1 if none did. */
    public int pattern() {
        return pattern;
    }

    /** Why the regex engine was asked for the last pattern that was tried; empty if its compiled form knew. */
    public Optional<String> fallback() {
        return fallback;
    }

    /** What the last line cost: bytes that were looked at, or characters where the regex engine was asked. */
    public long steps() {
        return steps;
    }

    /** What the places of the captures count in: the line, or a copy of it that had to be made. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the match begins. */
    public int start() {
        return start;
    }

    /** Behind the last byte of the match. */
    public int end() {
        return end;
    }

    /** Where a field of the pattern begins, or -1 if it took no part. */
    public int start(int field) {
        return groups[2 * field];
    }

    /** Behind the last byte of a field, or -1 if it took no part. */
    public int end(int field) {
        return groups[2 * field + 1];
    }

    /** Null if the field took no part. */
    public String text(int field) {
        int from = start(field);
        return from < 0 ? null : last[field].of(bytes, from, end(field));
    }

    /** The number that a field consists of; {@code otherwise} if it took no part, is none, or is beyond a long. */
    public long integer(int field, long otherwise) {
        int at = start(field);
        int stop = end(field);
        boolean negative = at >= 0 && at < stop && bytes[at] == '-';
        if (at >= 0 && at < stop && (negative || bytes[at] == '+')) {
            at++;
        }
        if (at < 0 || at == stop || stop - at > 18) {
            return otherwise;
        }
        long number = 0;
        for (; at < stop; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return otherwise;
            }
            number = number * 10 + digit;
        }
        return negative ? -number : number;
    }

    /** The fields that took part, with the types that the pattern gives them; a name that occurs again has a List. */
    public Map<String, Object> fields() {
        GrokPattern matched = grok.patterns().get(pattern);
        List<GrokField> names = matched.fields();
        Map<String, Object> fields = new LinkedHashMap<>(names.size() * 4 / 3 + 1);
        for (int field = 0; field < names.size(); field++) {
            int from = groups[2 * field];
            if (from >= 0) {
                GrokField name = names.get(field);
                String text = last[field].of(bytes, from, groups[2 * field + 1]);
                Object value = name.type() == FieldType.Simple.TEXT
                        ? text
                        : name.type().convert(text, grok.zone());
                if (matched.namesDiffer()) {
                    fields.put(name.name(), value);
                } else {
                    fields.merge(name.name(), value, GrokMatcher::both);
                }
            }
        }
        return fields;
    }

    private static Object both(Object before, Object value) {
        List<Object> values = new ArrayList<>();
        if (before instanceof List<?> several) {
            values.addAll(several);
        } else {
            values.add(before);
        }
        values.add(value);
        return values;
    }

    private String decoded() {
        if (decoded == null) {
            decoded = new String(line, from, length, StandardCharsets.UTF_8);
        }
        return decoded;
    }

    private boolean isBlank() {
        for (int i = from; i < from + length; i++) {
            if (line[i] < 0) {
                return decoded().chars().allMatch(Character::isWhitespace);
            }
            if (!Character.isWhitespace(line[i])) {
                return false;
            }
        }
        return true;
    }
}
