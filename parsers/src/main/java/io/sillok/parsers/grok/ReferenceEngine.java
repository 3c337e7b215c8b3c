package io.sillok.parsers.grok;

import io.krakens.grok.api.Grok;
import io.krakens.grok.api.Match;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * java-grok's own matching under a bound of length, steps and stack: it backtracks, which can cost more than any power of
 * the length, and it recurses, which can cost the whole stack.
 *
 * <p>Thread-safe.
 */
final class ReferenceEngine {

    /** Longer lines are not tried. */
    static final int MAX_LENGTH = 64 * 1024;

    private static final int STEPS_PER_CHARACTER = 40;
    private static final int STEPS_AT_LEAST = 20_000;
    private static final int STEPS_AT_MOST = 2_000_000;

    private final Grok grok;

    ReferenceEngine(Expansion pattern) {
        this.grok = new Grok(pattern.regex(), pattern.regex(), Map.of(), Map.of(), ZoneOffset.UTC);
    }

    /** @param steps characters looked at */
    sealed interface Result {
        long steps();

        /** @param groups the fields are its groups in order of their numbers */
        record Found(Matcher groups, long steps) implements Result {}

        record NotFound(long steps) implements Result {}

        record OverBudget(long steps) implements Result {}
    }

    static long budget(int length) {
        return Math.min(STEPS_AT_LEAST + (long) STEPS_PER_CHARACTER * length, STEPS_AT_MOST);
    }

    Result match(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Result.OverBudget(0);
        }
        CountedChars chars = new CountedChars(text, budget(text.length()));
        try {
            Match match = grok.match(chars);
            return match.isNull()
                    ? new Result.NotFound(chars.steps())
                    : new Result.Found(match.getMatch(), chars.steps());
        } catch (StackOverflowError | CountedChars.Exhausted e) {
            return new Result.OverBudget(chars.steps()); // counted by the caller, as a rejection with this reason
        }
    }
}
