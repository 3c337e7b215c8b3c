package io.sillok.model;

import java.time.Instant;
import java.time.LocalDate;

/** Times as documents show them. Each event has two, and a formatter takes longer over one than the rest of its document. */
final class TimeText {

    private static final int SECONDS_A_DAY = 24 * 60 * 60;

    /** Where a year of four digits ends; times beyond are shown as {@link Instant} does. */
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** The power of ten of the first of so many digits. */
    private static final int[] POWERS = {0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    /**
     * The day that was asked for last: nearly all documents are of one. Threads may overwrite each other's: each is right,
     * and immutable.
     */
    private static Day recent = Day.of(0);

    /** Times that were asked for, in the same way: all lines of a slice were read at one, and many happen at one. */
    private static final Shown[] SHOWN = new Shown[16];

    private record Shown(Instant time, String text) {}

    /** @param number of days since 1970 */
    private record Day(long number, String dashed, String dotted) {

        static Day of(long number) {
            LocalDate day = LocalDate.ofEpochDay(number);
            StringBuilder text = new StringBuilder("0000-00-00".length());
            digits(day.getYear(), 4, text);
            text.append('-');
            digits(day.getMonthValue(), 2, text);
            text.append('-');
            digits(day.getDayOfMonth(), 2, text);
            String dashed = text.toString();
            return new Day(number, dashed, dashed.replace('-', '.'));
        }
    }

    private TimeText() {}

    /** What {@link Instant#toString} says: in UTC, with as many groups of three digits of a second as it needs. */
    static String of(Instant time) {
        int hash = time.hashCode();
        int place = (hash ^ (hash >>> 16)) & (SHOWN.length - 1);
        Shown known = SHOWN[place];
        if (known == null || !known.time.equals(time)) {
            known = new Shown(time, text(time));
            SHOWN[place] = known;
        }
        return known.text;
    }

    private static String text(Instant time) {
        if (far(time)) {
            return time.toString();
        }
        StringBuilder text = new StringBuilder("0000-00-00T00:00:00.000000000Z".length());
        text.append(day(time.getEpochSecond()).dashed);
        int second = Math.floorMod(time.getEpochSecond(), SECONDS_A_DAY);
        text.append('T');
        digits(second / 3600, 2, text);
        text.append(':');
        digits(second / 60 % 60, 2, text);
        text.append(':');
        digits(second % 60, 2, text);
        fraction(time.getNano(), text);
        return text.append('Z').toString();
    }

    /** The day in UTC, as names of indices have it: {@code 2026.11.22}. */
    static String day(Instant time) {
        if (far(time)) {
            String text = time.toString();
            return text.substring(0, text.indexOf('T')).replace('-', '.');
        }
        return day(time.getEpochSecond()).dotted;
    }

    private static boolean far(Instant time) {
        return time.getEpochSecond() < FIRST_SECOND || time.getEpochSecond() > LAST_SECOND;
    }

    private static Day day(long second) {
        long number = Math.floorDiv(second, SECONDS_A_DAY);
        Day day = recent;
        if (day.number != number) {
            day = Day.of(number);
            recent = day;
        }
        return day;
    }

    private static void fraction(int nanos, StringBuilder text) {
        if (nanos == 0) {
            return;
        }
        text.append('.');
        if (nanos % 1_000_000 == 0) {
            digits(nanos / 1_000_000, 3, text);
        } else if (nanos % 1_000 == 0) {
            digits(nanos / 1_000, 6, text);
        } else {
            digits(nanos, 9, text);
        }
    }

    private static void digits(int number, int count, StringBuilder text) {
        for (int power = POWERS[count]; power > 0; power /= 10) {
            text.append((char) ('0' + number / power % 10));
        }
    }
}
