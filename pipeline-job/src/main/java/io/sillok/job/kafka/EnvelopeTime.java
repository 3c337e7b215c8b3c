package io.sillok.job.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.parsers.time.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as shippers write them: ISO 8601 (Filebeat, Vector, Fluent Bit's {@code iso8601}), seconds since 1970 with a
 * fraction (Fluent Bit's {@code double}) or without, milliseconds and finer units, told by their size. To the millisecond, as
 * Kafka's own.
 */
final class EnvelopeTime {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}(?:\\.[0-9]{1,20})?");

    /** The year 5138 in seconds, 1973 in milliseconds; and so on by thousands. */
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    private static final int DIGITS_OF_A_THOUSAND = 3;

    private EnvelopeTime() {}

    static Optional<Instant> of(JsonNode node) {
        String text = node.isNumber() || node.isTextual() ? node.asText() : "";
        return (NUMBER.matcher(text).matches() ? number(new BigDecimal(text)) : Timestamps.iso(text, ZoneOffset.UTC))
                .map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Optional<Instant> number(BigDecimal number) {
        BigDecimal seconds = number;
        while (seconds.compareTo(MOST_SECONDS) >= 0) {
            seconds = seconds.movePointLeft(DIGITS_OF_A_THOUSAND);
        }
        return Optional.of(Instant.ofEpochMilli(
                seconds.movePointRight(DIGITS_OF_A_THOUSAND).longValue()));
    }
}
