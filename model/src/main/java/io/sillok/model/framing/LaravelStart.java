package io.sillok.model.framing;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Monolog's line format: {@code [2026-11-22 08:57:31] production.ERROR: }, the time with or without fraction and zone.
 * All else continues the record before, because messages, context and stack traces may hold any line.
 */
final class LaravelStart {

    private static final LineShape DATE = LineShape.of("[9999-99-99");
    private static final LineShape TIME = LineShape.of("99:99:99");

    private static final Set<String> LEVELS =
            Set.of("DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY");

    private static final int LONGEST_LEVEL = "EMERGENCY".length();

    private LaravelStart() {}

    static LineRole role(byte[] buffer, int from, int to) {
        int time = from + DATE.length() + 1;
        if (!DATE.startsAt(buffer, from, to) || !TIME.startsAt(buffer, time, to)) {
            return LineRole.CONTINUES;
        }
        byte separator = buffer[time - 1];
        int bracket = time + TIME.length();
        while (bracket < to && isOfTime(buffer[bracket])) {
            bracket++;
        }
        boolean framed = (separator == ' ' || separator == 'T')
                && bracket + 1 < to
                && buffer[bracket] == ']'
                && buffer[bracket + 1] == ' ';
        return framed && hasLevel(buffer, bracket + 2, to) ? LineRole.STARTS : LineRole.CONTINUES;
    }

    /** {@code channel.LEVEL: }, where the channel may hold dots itself. */
    private static boolean hasLevel(byte[] buffer, int from, int to) {
        int dot = -1;
        int colon = from;
        while (colon < to && isOfChannel(buffer[colon])) {
            if (buffer[colon] == '.') {
                dot = colon;
            }
            colon++;
        }
        int level = colon - dot - 1;
        return dot > from
                && level <= LONGEST_LEVEL
                && colon + 1 < to
                && buffer[colon] == ':'
                && buffer[colon + 1] == ' '
                && LEVELS.contains(new String(buffer, dot + 1, level, StandardCharsets.US_ASCII));
    }

    private static boolean isOfTime(byte b) {
        return isDigit(b) || b == '.' || b == '+' || b == '-' || b == ':' || b == 'Z';
    }

    private static boolean isOfChannel(byte b) {
        // Bytes below zero are UTF-8 of channel names in other scripts.
        return LineShape.isLetter(b) || isDigit(b) || b == '.' || b == '_' || b == '-' || b < 0;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
