package io.sillok.benchmarks.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sillok.parsers.grok.GrokMatcher;
import java.io.IOException;

/**
 * A request as numbers; its texts stay where they are in the line.
 *
 * @param time in seconds since 1970
 * @param status of HTTP
 * @param bytes of the body
 */
record AccessEvent(long time, int status, long bytes) {

    private static final int TIMESTAMP = 3;
    private static final int RESPONSE = 8;
    private static final int BYTES = 9;

    static AccessEvent of(GrokMatcher matcher) {
        return new AccessEvent(
                seconds(matcher.bytes(), matcher.start(TIMESTAMP)),
                (int) matcher.integer(RESPONSE, 0),
                matcher.integer(BYTES, 0));
    }

    /**
     * The same from a JSON object.
     *
     * @param texts whether texts are made Strings; else they are decoded, but left where the parser has them
     */
    static AccessEvent of(JsonParser parser, boolean texts) throws IOException {
        long time = 0;
        int status = 0;
        long bytes = 0;
        int bytesOfTexts = 0;
        parser.nextToken();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("timestamp")) {
                time = seconds(parser.getTextCharacters(), parser.getTextOffset());
            } else if (name.equals("response")) {
                status = parser.getIntValue();
            } else if (name.equals("bytes")) {
                bytes = parser.getLongValue();
            } else if (value == JsonToken.VALUE_STRING) {
                bytesOfTexts += texts ? parser.getText().length() : parser.getTextLength();
            }
        }
        return new AccessEvent(time, status + (bytesOfTexts & 1), bytes);
    }

    /** Of {@code 22/Nov/2026:08:57:28 +0000}. */
    private static long seconds(byte[] line, int at) {
        return seconds(
                two(line[at], line[at + 1]),
                month(line[at + 3], line[at + 4], line[at + 5]),
                100 * two(line[at + 7], line[at + 8]) + two(line[at + 9], line[at + 10]),
                two(line[at + 12], line[at + 13]) * 3600
                        + two(line[at + 15], line[at + 16]) * 60
                        + two(line[at + 18], line[at + 19]),
                two(line[at + 22], line[at + 23]) * 3600 + two(line[at + 24], line[at + 25]) * 60,
                line[at + 21] == '-');
    }

    private static long seconds(char[] text, int at) {
        return seconds(
                two(text[at], text[at + 1]),
                month(text[at + 3], text[at + 4], text[at + 5]),
                100 * two(text[at + 7], text[at + 8]) + two(text[at + 9], text[at + 10]),
                two(text[at + 12], text[at + 13]) * 3600
                        + two(text[at + 15], text[at + 16]) * 60
                        + two(text[at + 18], text[at + 19]),
                two(text[at + 22], text[at + 23]) * 3600 + two(text[at + 24], text[at + 25]) * 60,
                text[at + 21] == '-');
    }

    /** Of {@code 2026-11-22 08:57:28}, and of nginx's form with slashes. */
    static long secondsOfIso(byte[] line, int at) {
        return seconds(
                two(line[at + 8], line[at + 9]),
                two(line[at + 5], line[at + 6]),
                100 * two(line[at], line[at + 1]) + two(line[at + 2], line[at + 3]),
                two(line[at + 11], line[at + 12]) * 3600
                        + two(line[at + 14], line[at + 15]) * 60
                        + two(line[at + 17], line[at + 18]),
                0,
                false);
    }

    private static long seconds(int day, int month, int year, int clock, int offset, boolean west) {
        return days(year, month, day) * 86_400L + clock - (west ? -offset : offset);
    }

    private static int month(int first, int second, int third) {
        return switch ((first << 16) | (second << 8) | third) {
            case ('J' << 16) | ('a' << 8) | 'n' -> 1;
            case ('F' << 16) | ('e' << 8) | 'b' -> 2;
            case ('M' << 16) | ('a' << 8) | 'r' -> 3;
            case ('A' << 16) | ('p' << 8) | 'r' -> 4;
            case ('M' << 16) | ('a' << 8) | 'y' -> 5;
            case ('J' << 16) | ('u' << 8) | 'n' -> 6;
            case ('J' << 16) | ('u' << 8) | 'l' -> 7;
            case ('A' << 16) | ('u' << 8) | 'g' -> 8;
            case ('S' << 16) | ('e' << 8) | 'p' -> 9;
            case ('O' << 16) | ('c' << 8) | 't' -> 10;
            case ('N' << 16) | ('o' << 8) | 'v' -> 11;
            default -> 12;
        };
    }

    private static int two(int tens, int ones) {
        return (tens - '0') * 10 + ones - '0';
    }

    /** Since 1970, in the Gregorian calendar. */
    private static long days(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
    }
}
