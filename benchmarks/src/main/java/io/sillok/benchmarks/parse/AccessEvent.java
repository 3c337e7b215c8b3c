package io.sillok.benchmarks.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sillok.parsers.grok.GrokMatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

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
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    static AccessEvent of(GrokMatcher matcher) {
        return new AccessEvent(
                seconds(matcher.bytes(), matcher.start(TIMESTAMP)),
                (int) matcher.integer(RESPONSE, 0),
                matcher.integer(BYTES, 0));
    }

    /** The same from a JSON object, texts read but not kept. */
    static AccessEvent of(JsonParser parser) throws IOException {
        long time = 0;
        int status = 0;
        long bytes = 0;
        parser.nextToken();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("timestamp")) {
                time = seconds(parser.getText().getBytes(StandardCharsets.ISO_8859_1), 0);
            } else if (name.equals("response")) {
                status = parser.getIntValue();
            } else if (name.equals("bytes")) {
                bytes = parser.getLongValue();
            } else if (value == JsonToken.VALUE_STRING) {
                parser.getTextLength();
            }
        }
        return new AccessEvent(time, status, bytes);
    }

    /** Of {@code 22/Nov/2026:08:57:28 +0000}. */
    private static long seconds(byte[] line, int at) {
        int month = month(line, at + 3);
        int year = 100 * two(line, at + 7) + two(line, at + 9);
        int clock = two(line, at + 12) * 3600 + two(line, at + 15) * 60 + two(line, at + 18);
        int zone = two(line, at + 22) * 3600 + two(line, at + 24) * 60;
        return days(year, month, two(line, at)) * 86_400L + clock - (line[at + 21] == '-' ? -zone : zone);
    }

    private static int month(byte[] line, int at) {
        for (int month = 0; month < 12; month++) {
            if (MONTHS.charAt(3 * month) == line[at]
                    && MONTHS.charAt(3 * month + 1) == line[at + 1]
                    && MONTHS.charAt(3 * month + 2) == line[at + 2]) {
                return month + 1;
            }
        }
        return 1;
    }

    private static int two(byte[] line, int at) {
        return (line[at] - '0') * 10 + line[at + 1] - '0';
    }

    /** Since 1970, in the Gregorian calendar. */
    private static long days(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
    }
}
