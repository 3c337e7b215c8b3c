package io.sillok.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The source's own word for how serious an event is, in upper case, and its number in OpenTelemetry's scale of 1 to 24.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber">OpenTelemetry, SeverityNumber</a>
 */
public record Severity(String text, int number) {

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("TRACE", 1),
            Map.entry("DEBUG", 5),
            Map.entry("INFO", 9),
            Map.entry("NOTE", 10),
            Map.entry("NOTICE", 10),
            Map.entry("DEPRECATED", 10),
            Map.entry("STRICT STANDARDS", 10),
            Map.entry("WARN", 13),
            Map.entry("WARNING", 13),
            Map.entry("ERROR", 17),
            Map.entry("ERR", 17),
            Map.entry("RECOVERABLE FATAL ERROR", 17),
            Map.entry("CRIT", 18),
            Map.entry("CRITICAL", 18),
            Map.entry("PARSE ERROR", 18),
            Map.entry("ALERT", 19),
            Map.entry("FATAL", 21),
            Map.entry("FATAL ERROR", 21),
            Map.entry("EMERG", 21),
            Map.entry("EMERGENCY", 21));

    public Severity {
        if (number < 1 || number > 24) {
            throw new IllegalArgumentException("severity number " + number + " is not in 1 to 24");
        }
    }

    /** The severity that a word of any of the sources stands for; empty for a word that none of them uses. */
    public static Optional<Severity> ofWord(String word) {
        String upper = word.trim().toUpperCase(Locale.ROOT);
        return Optional.ofNullable(NUMBERS.get(upper)).map(number -> new Severity(upper, number));
    }
}
