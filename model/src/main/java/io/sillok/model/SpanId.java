package io.sillok.model;

import java.math.BigInteger;
import java.util.Optional;

/** A span id of 64 bits, never 0. */
public record SpanId(long value) {

    /** Reads 16 hex digits, or a decimal of 64 bits (Datadog). */
    public static Optional<SpanId> parse(String text) {
        String digits = text.trim();
        return digits.length() == 16 && Hex.isHex(digits, 0, 16) ? valid(Hex.parse(digits, 0, 16)) : decimal(digits);
    }

    /** Reads what Datadog's tracers log: a decimal; 16 digits are hex only where a letter is among them. */
    public static Optional<SpanId> parseDatadog(String text) {
        Optional<SpanId> decimal = decimal(text.trim());
        return decimal.isPresent() ? decimal : parse(text);
    }

    private static Optional<SpanId> decimal(String digits) {
        if (digits.isEmpty() || digits.length() > 20 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(digits);
        return number.bitLength() > 64 ? Optional.empty() : valid(number.longValue());
    }

    private static Optional<SpanId> valid(long value) {
        return value == 0 ? Optional.empty() : Optional.of(new SpanId(value));
    }

    /** 16 lower-case hex digits. */
    public String hex() {
        return Hex.of(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
