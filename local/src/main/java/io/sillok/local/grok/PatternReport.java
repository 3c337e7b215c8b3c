package io.sillok.local.grok;

import io.sillok.parsers.grok.GrokPattern;
import io.sillok.parsers.grok.regex.Backtracking;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be said of a pattern before any line is seen.
 *
 * @param place where it stands
 * @param error why it cannot be used at all; then nothing else is known
 * @param notCompiled why every line goes to the regex engine; empty if the pattern is compiled
 */
public record PatternReport(
        String place,
        String pattern,
        Optional<String> error,
        Optional<String> notCompiled,
        Optional<Backtracking> backtracking) {

    static PatternReport of(String place, GrokPattern pattern) {
        return new PatternReport(
                place, pattern.definition().name(), Optional.empty(), pattern.notCompiled(), pattern.backtracking());
    }

    static PatternReport failed(String place, String error) {
        return new PatternReport(place, "", Optional.of(error), Optional.empty(), Optional.empty());
    }

    /** Whether a line may be refused because it would cost too much. */
    boolean canBlowUp() {
        return notCompiled.isPresent()
                && backtracking.map(Backtracking::canBlowUp).orElse(true);
    }

    /** Whether somebody should look at it. */
    public boolean isFinding() {
        return error.isPresent() || notCompiled.isPresent();
    }

    private String growth() {
        if (backtracking.isEmpty()) {
            return "may grow with any power of a line's length";
        }
        int power = backtracking.get().power();
        return power == Backtracking.EXPONENTIAL
                ? "may double with each character"
                : "may grow with the power " + power + " of a line's length";
    }

    public String text() {
        if (error.isPresent()) {
            return place + ": " + error.get();
        }
        if (notCompiled.isEmpty()) {
            return place + ": compiled: " + pattern;
        }
        return place + ": not compiled (" + notCompiled.get() + ")" + (canBlowUp() ? ", can blow up" : "")
                + ": its work " + growth() + ": " + pattern;
    }

    public String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("place", place);
        error.ifPresent(text -> report.put("error", text));
        if (error.isEmpty()) {
            report.put("pattern", pattern);
            report.put("compiled", notCompiled.isEmpty());
            notCompiled.ifPresent(reason -> report.put("reason", reason));
            report.put("can_blow_up", canBlowUp());
        }
        return LineReport.json(report);
    }
}
