package io.sillok.model;

import java.util.Optional;

/**
 * A trace id of 128 bits. Tracers that write 64 bits leave {@code high} at 0, so two ids of one trace may differ in it.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#trace-id">W3C Trace Context, trace-id</a>
 */
public record TraceId(long high, long low) {

    /** Reads 32 hex digits; zero ids are invalid. */
    public static Optional<TraceId> ofHex(CharSequence text) {
        if (text.length() != 32 || !Hex.isHex(text, 0, 32)) {
            return Optional.empty();
        }
        return valid(Hex.parse(text, 0, 16), Hex.parse(text, 16, 32));
    }

    /**
     * Reads any form in use: hex of up to 32 digits, a decimal of 64 or 128 bits (Datadog), a {@code traceparent}, B3,
     * Sentry or X-Ray header. Where 16 digits or fewer could be both, a length of exactly 16 is hex (as B3 and Zipkin
     * write it), anything else without a letter is decimal.
     */
    public static Optional<TraceId> parse(String text) {
        return TraceIdForms.parse(text.trim());
    }

    /**
     * Reads the forms that Datadog's tracers log: a decimal, or 32 hex digits; fewer digits are hex only where a letter is
     * among them.
     */
    public static Optional<TraceId> parseDatadog(String text) {
        return TraceIdForms.parseDatadog(text.trim());
    }

    /** Reads up to 32 hex digits, without regard to what else they could be; the left is filled with zeros. */
    public static Optional<TraceId> parseHex(String text) {
        String digits = text.trim();
        return digits.isEmpty() || digits.length() > 32 || !Hex.isHex(digits, 0, digits.length())
                ? Optional.empty()
                : TraceIdForms.hex(digits);
    }

    static Optional<TraceId> valid(long high, long low) {
        return (high | low) == 0 ? Optional.empty() : Optional.of(new TraceId(high, low));
    }

    /** Whether both can be of one trace: equal, or equal in the low half where one of them knows no high half. */
    public boolean matches(TraceId other) {
        return low == other.low && (high == other.high || high == 0 || other.high == 0);
    }

    /** 32 lower-case hex digits. */
    public String hex() {
        return Hex.of(high) + Hex.of(low);
    }

    /** 16 lower-case hex digits of the low half, which all forms have. */
    public String lowHex() {
        return Hex.of(low);
    }

    @Override
    public String toString() {
        return hex();
    }
}
