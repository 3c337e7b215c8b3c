package io.sillok.parsers.grok;

import io.sillok.parsers.time.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** What a captured text is turned into. A text that does not fit stays the text that it is. */
public sealed interface FieldType {

    /** A Long, Double, Boolean, Instant or String. */
    Object convert(String text, ZoneId zone);

    /** The types without parameters. */
    enum Simple implements FieldType {
        TEXT {
            @Override
            public Object convert(String text, ZoneId zone) {
                return text;
            }
        },
        INTEGER {
            @Override
            public Object convert(String text, ZoneId zone) {
                try {
                    return Long.valueOf(text);
                } catch (NumberFormatException e) {
                    return text; // the answer to "is it one?"
                }
            }
        },
        DECIMAL {
            @Override
            public Object convert(String text, ZoneId zone) {
                try {
                    double number = Double.parseDouble(text);
                    return Double.isFinite(number) ? (Object) number : text;
                } catch (NumberFormatException e) {
                    return text; // the answer to "is it one?"
                }
            }
        },
        BOOLEAN {
            @Override
            public Object convert(String text, ZoneId zone) {
                return switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> Boolean.TRUE;
                    case "false" -> Boolean.FALSE;
                    default -> text;
                };
            }
        },
        /** Any form of time that the bundled parsers read. */
        DATE {
            @Override
            public Object convert(String text, ZoneId zone) {
                return Timestamps.iso(text, zone)
                        .or(() -> Timestamps.commonLog(text))
                        .or(() -> Timestamps.php(text, zone))
                        .or(() -> Timestamps.epochSeconds(text))
                        .map(Object.class::cast)
                        .orElse(text);
            }
        }
    }

    /** A time in a form that the pattern names. */
    record FormattedDate(DateTimeFormatter format) implements FieldType {

        @Override
        public Object convert(String text, ZoneId zone) {
            try {
                TemporalAccessor time = format.withZone(zone).parse(text);
                if (time.isSupported(ChronoField.INSTANT_SECONDS)) {
                    return Instant.from(time);
                }
                LocalDate day = time.query(TemporalQueries.localDate());
                return day == null ? text : day.atStartOfDay(zone).toInstant();
            } catch (DateTimeException e) {
                return text; // the answer to "is it one?"
            }
        }
    }

    /**
     * @param type as it stands in a pattern: {@code int}, {@code float}, {@code date:dd/MMM/yyyy:HH:mm:ss Z}…
     * @return empty for a type that there is not
     * @throws IllegalArgumentException for a date's form that cannot be read
     */
    static Optional<FieldType> of(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (name.startsWith("date:") || name.startsWith("date;")) {
            return Optional.of(new FormattedDate(
                    DateTimeFormatter.ofPattern(type.substring("date:".length()).trim(), Locale.ENGLISH)));
        }
        return switch (name) {
            case "", "string", "text" -> Optional.of(Simple.TEXT);
            case "int", "integer", "long", "short", "byte" -> Optional.of(Simple.INTEGER);
            case "float", "double" -> Optional.of(Simple.DECIMAL);
            case "boolean" -> Optional.of(Simple.BOOLEAN);
            case "date", "datetime" -> Optional.of(Simple.DATE);
            default -> Optional.empty();
        };
    }
}
