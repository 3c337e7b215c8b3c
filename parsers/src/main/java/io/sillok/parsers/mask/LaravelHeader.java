package io.sillok.parsers.mask;

/** What Monolog's LineFormatter writes before a message: {@code [2026-11-22 08:57:28] production.ERROR: }. */
final class LaravelHeader {

    /** By digits and marks; a {@code t} stands for a blank or a T. */
    private static final String TIME = "[dddd-dd-ddtdd:dd:dd";

    private static final String[] LEVELS = {
        ".DEBUG", ".INFO", ".NOTICE", ".WARNING", ".ERROR", ".CRITICAL", ".ALERT", ".EMERGENCY"
    };

    /** Of fractions and zone. */
    private static final int TIME_REST = 16;

    private static final int CHANNEL = 64;

    private LaravelHeader() {}

    /** Where the message begins, or -1. */
    static int end(Text line) {
        int to = line.length();
        if (to < TIME.length() || !timed(line)) {
            return -1;
        }
        int i = TIME.length();
        int limit = Math.min(to, i + TIME_REST);
        while (i < limit && (Chars.digit(line.charAt(i)) || ".+:Z-".indexOf(line.charAt(i)) >= 0)) {
            i++;
        }
        if (!line.startsWith("] ", i)) {
            return -1;
        }
        int channel = i + 2;
        int end = channel;
        while (end < to && channelPart(line.charAt(end)) && end - channel < 2 * CHANNEL) {
            end++;
        }
        if (!line.startsWith(": ", end)) {
            return -1;
        }
        for (String level : LEVELS) {
            int length = end - channel - level.length();
            if (length >= 1 && length <= CHANNEL && line.startsWith(level, channel + length)) {
                return end + 2;
            }
        }
        return -1;
    }

    private static boolean timed(Text line) {
        for (int i = 0; i < TIME.length(); i++) {
            char c = line.charAt(i);
            boolean fits =
                    switch (TIME.charAt(i)) {
                        case 'd' -> Chars.digit(c);
                        case 't' -> c == ' ' || c == 'T';
                        default -> c == TIME.charAt(i);
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean channelPart(char c) {
        return c < 128 && (Chars.wordPart(c) || c == '.' || c == '-');
    }
}
