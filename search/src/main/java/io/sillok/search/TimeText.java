package io.sillok.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people type them. A time without a zone is UTC. */
public final class TimeText {

    private static final Pattern AGO = Pattern.compile("(?:now)?-?([0-9]{1,6})(s|m|h|d|w)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][' ']HH:mm")
            .optionalStart()
            .appendLiteral(':')
            .append(DateTimeFormatter.ofPattern("ss", Locale.ROOT))
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[XXX]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private TimeText() {}

    /**
     * @param text {@code now}, {@code 15m} or {@code -15m} or {@code now-15m} (ago), {@code 2026-11-22},
     *     {@code 2026-11-22 08:57[:28[.864]]} with or without a zone
     * @return empty if it is none of these
     */
    public static Optional<Instant> parse(String text, Clock clock) {
        String trimmed = text.trim();
        if (trimmed.equals("now")) {
            return Optional.of(clock.instant());
        }
        Matcher ago = AGO.matcher(trimmed);
        if (ago.matches()) {
            Duration unit = UNITS.get(ago.group(2));
            return Optional.of(clock.instant().minus(unit.multipliedBy(Long.parseLong(ago.group(1)))));
        }
        try {
            if (trimmed.length() == "2026-11-22".length()) {
                return Optional.of(
                        LocalDate.parse(trimmed).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return Optional.of(
                    TIME.parseBest(trimmed, OffsetDateTime::from, LocalDateTime::from) instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.parse(trimmed, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
