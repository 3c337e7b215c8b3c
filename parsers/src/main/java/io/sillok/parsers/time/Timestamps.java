package io.sillok.parsers.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The forms in which the logs write times, read without regular expressions: they stand in every line.
 *
 * <p>A local time that the zone skips (spring) is read as if the clock had gone on: later by the gap. One that occurs
 * twice (autumn) is read as the first of the two.
 */
public final class Timestamps {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** As PHP means them; Java's own table has other zones under some of these names. */
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("WEST", "+01:00"),
            Map.entry("BST", "+01:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("JST", "+09:00"));

    /**
     * What {@link #commonLog} read last: the lines of a busy second have one time. Threads may overwrite each other's: each
     * is right, and immutable.
     */
    private static CommonLogTime recent = new CommonLogTime("", Optional.empty());

    private record CommonLogTime(String text, Optional<Instant> time) {}

    /** The zone that was named last, in the same way: a file's lines name one. */
    private static NamedZone recentZone = new NamedZone("", ZoneOffset.UTC);

    private record NamedZone(String name, ZoneId zone) {}

    private Timestamps() {}

    /** {@code 22/Nov/2026:08:57:28 +0000}: nginx's {@code $time_local} and FPM's {@code %t}. */
    public static Optional<Instant> commonLog(String text) {
        CommonLogTime known = recent;
        if (!known.text.equals(text)) {
            known = new CommonLogTime(text, readCommonLog(text));
            // What is no time may be any text of any length, and nothing to keep.
            recent = known.time.isPresent() ? known : recent;
        }
        return known.time;
    }

    private static Optional<Instant> readCommonLog(String text) {
        Digits in = new Digits(text);
        int day = in.number(2, 2);
        in.expect('/');
        int month = in.month();
        in.expect('/');
        int year = in.number(4, 4);
        in.expect(':');
        return in.clock(year, month, day, ZoneOffset.UTC, true);
    }

    /** {@code 22-Nov-2026 08:57:28[.123456][ Europe/Berlin]}: FPM's logs (no zone) and PHP's error_log. */
    public static Optional<Instant> php(String text, ZoneId zone) {
        Digits in = new Digits(text);
        int day = in.number(2, 2);
        in.expect('-');
        int month = in.month();
        in.expect('-');
        int year = in.number(4, 4);
        in.expect(' ');
        return in.clock(year, month, day, zone, true);
    }

    /** The zone at the end of a time of PHP's error_log. */
    public static Optional<ZoneId> zoneName(String text) {
        int blank = text.lastIndexOf(' ');
        try {
            return blank < 0 || text.indexOf(':', blank) > 0
                    ? Optional.empty()
                    : Optional.of(zone(text.substring(blank + 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A zone as PHP and configs name it: by place, in any case, by offset, or by a common abbreviation.
     *
     * @throws DateTimeException if there is none of that name
     */
    public static ZoneId zone(String name) {
        NamedZone known = recentZone;
        if (!known.name.equals(name)) {
            known = new NamedZone(name, zoneOf(name));
            recentZone = known;
        }
        return known.zone;
    }

    private static ZoneId zoneOf(String name) {
        String offset = ABBREVIATIONS.get(name.toUpperCase(Locale.ROOT));
        try {
            return ZoneId.of(offset == null ? name : offset);
        } catch (DateTimeException e) {
            return ZoneId.getAvailableZoneIds().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .map(ZoneId::of)
                    .orElseThrow(() -> e);
        }
    }

    /** {@code 2026-11-22T08:57:28.864170+00:00} and its kin: {@code /} for {@code -}, a blank for T, no fraction, no zone. */
    public static Optional<Instant> iso(String text, ZoneId zone) {
        Digits in = new Digits(text);
        int year = in.number(4, 4);
        in.expectOneOf("-/");
        int month = in.number(2, 2);
        in.expectOneOf("-/");
        int day = in.number(2, 2);
        in.expectOneOf("T ");
        in.skipBlanks();
        return in.clock(year, month, day, zone, true);
    }

    /** {@code 261122  8:57:28}: the slow log of MySQL and MariaDB. */
    public static Optional<Instant> mysqlShort(String text, ZoneId zone) {
        Digits in = new Digits(text);
        int year = 2000 + in.number(2, 2);
        int month = in.number(2, 2);
        int day = in.number(2, 2);
        in.skipBlanks();
        return in.clock(year, month, day, zone, false);
    }

    /** {@code 1795337848.750}: seconds since 1970, with a fraction of up to nine digits. */
    public static Optional<Instant> epochSeconds(String text) {
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        if (whole.isEmpty() || whole.length() > 11 || fraction.length() > 9 || !digits(whole) || !digits(fraction)) {
            return Optional.empty();
        }
        long nanos = fraction.isEmpty() ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(whole), nanos));
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A cursor that remembers its first failure instead of throwing. */
    private static final class Digits {

        private final String text;
        private int at;
        private boolean failed;

        Digits(String text) {
            this.text = text;
        }

        int number(int atLeast, int atMost) {
            int value = 0;
            int count = 0;
            while (count < atMost && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at++) - '0';
                count++;
            }
            failed |= count < atLeast;
            return value;
        }

        int month() {
            int index = at + 3 <= text.length() ? MONTHS.indexOf(text.substring(at, at + 3)) : -1;
            failed |= index < 0 || index % 3 != 0;
            at += 3;
            return index / 3 + 1;
        }

        void expect(char c) {
            failed |= at >= text.length() || text.charAt(at) != c;
            at++;
        }

        void expectOneOf(String chars) {
            failed |= at >= text.length() || chars.indexOf(text.charAt(at)) < 0;
            at++;
        }

        void skipBlanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        /** Reads {@code 8:57:28}, a fraction, and where it may stand a zone, to the end of the text. */
        Optional<Instant> clock(int year, int month, int day, ZoneId zone, boolean zoneMayFollow) {
            int hour = number(1, 2);
            expect(':');
            int minute = number(2, 2);
            expect(':');
            int second = Math.min(number(2, 2), 59); // a leap second has no instant of its own
            int nanos = fraction();
            if (failed) {
                return Optional.empty();
            }
            try {
                ZoneId where = atEnd() ? zone : zoneMayFollow ? zone(zoneText()) : null;
                return where == null
                        ? Optional.empty()
                        : Optional.of(LocalDateTime.of(year, month, day, hour, minute, second, nanos)
                                .atZone(where)
                                .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private boolean atEnd() {
            return at >= text.length();
        }

        private String zoneText() {
            return text.substring(at).trim();
        }

        private int fraction() {
            if (at >= text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
                return 0;
            }
            at++;
            int start = at;
            int value = number(1, 9);
            for (int digits = at - start; digits < 9; digits++) {
                value *= 10;
            }
            return value;
        }
    }
}
