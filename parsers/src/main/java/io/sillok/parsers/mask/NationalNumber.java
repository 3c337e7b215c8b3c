package io.sillok.parsers.mask;

import java.util.Locale;
import java.util.Set;

/**
 * Numbers of the United States, by their groups: {@code (555) 123-4567}, {@code 555.123.4567}, {@code 123-45-6789}. What else
 * is written in groups of other lengths stays: dates, versions, ranges, IP addresses.
 */
final class NationalNumber {

    /** In characters, with what stands between its groups. */
    private static final int LONGEST = 24;

    private static final Set<String> PHONES = Set.of(
            "tel",
            "telefon",
            "telephone",
            "phone",
            "mobile",
            "mobil",
            "handy",
            "cell",
            "fax",
            "telefax",
            "whatsapp",
            "sms",
            "gsm",
            "call",
            "called",
            "calling",
            "dial",
            "rufnummer");

    private NationalNumber() {}

    /** The end of a phone number whose first digits begin at {@code at} and end before {@code end}; or -1. */
    static int phone(Text s, int at, int end, int to) {
        boolean country = end - at == 1 && s.charAt(at) == '1' && end + 12 < to && mark(s.charAt(end));
        int area = country ? end + 1 : at;
        int exchange = area + 4;
        boolean separate = exchange + 8 <= to
                && stands(s, at)
                && mark(s.charAt(area + 3))
                && s.charAt(exchange + 3) == s.charAt(area + 3);
        return separate && code(s, area) && code(s, exchange) && digits(s, exchange + 4, 4)
                ? ends(s, exchange + 8, to)
                : -1;
    }

    /** Where {@code (555) } or {@code 1 (555)} begins if {@code 123-4567} stands at {@code at}; or -1. */
    static int areaBefore(Text s, int at, int from, int to) {
        boolean local =
                at + 8 <= to && at >= from + 5 && code(s, at) && digits(s, at + 4, 4) && ends(s, at + 8, to) > 0;
        if (!local || "-. ".indexOf(s.charAt(at + 3)) < 0) {
            return -1;
        }
        int close = s.charAt(at - 1) == ' ' || s.charAt(at - 1) == '-' ? at - 2 : at - 1;
        int open = close - 4;
        return open >= from && s.charAt(close) == ')' && s.charAt(open) == '(' && code(s, open + 1) ? open : -1;
    }

    /** The end of a social security number, or -1. */
    static int socialSecurity(Text s, int at, int end, int to) {
        boolean groups = end - at == 3
                && at + 11 <= to
                && s.charAt(end) == '-'
                && s.charAt(at + 6) == '-'
                && digits(s, at + 4, 2)
                && digits(s, at + 7, 4);
        return groups && !s.startsWith("000", at) && stands(s, at) ? ends(s, at + 11, to) : -1;
    }

    /** The end of a number within a country, {@code 030/12345678}, behind a word that says what it is; or -1. */
    static int announced(Text s, int at, int to) {
        int digits = 0;
        int last = -1;
        for (int i = at; i < to && i - at < LONGEST; i++) {
            char c = s.charAt(i);
            if (Chars.digit(c)) {
                digits++;
                last = i + 1;
            } else if (" /-.()".indexOf(c) < 0) {
                break;
            }
        }
        boolean whole = digits >= 8 && digits <= 13 && (last >= to || !Chars.wordPart(s.charAt(last)));
        return whole && phoneBefore(s, at) ? last : -1;
    }

    private static boolean phoneBefore(Text s, int at) {
        int end = at;
        while (end > 0 && at - end < 3 && " .:(".indexOf(s.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < 12 && Chars.letter(s.charAt(start - 1))) {
            start--;
        }
        return end < at && PHONES.contains(s.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private static boolean mark(char c) {
        return c == '-' || c == '.';
    }

    /** An area's or an exchange's, which begin with neither 0 nor 1. */
    private static boolean code(Text s, int at) {
        return s.charAt(at) >= '2' && digits(s, at, 3);
    }

    private static boolean digits(Text s, int at, int count) {
        for (int i = at; i < at + count; i++) {
            if (!Chars.digit(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether no longer number or name goes on into what begins there. */
    private static boolean stands(Text s, int at) {
        return at == 0
                || (!Chars.wordPart(s.charAt(at - 1)) && "-./:#".indexOf(s.charAt(at - 1)) < 0)
                || s.startsWith("tel:", at - 4);
    }

    private static int ends(Text s, int end, int to) {
        if (end >= to) {
            return end;
        }
        char next = s.charAt(end);
        boolean goesOn =
                end + 1 < to && (next == '-' || next == '.' || next == '/') && Chars.wordPart(s.charAt(end + 1));
        return goesOn || Chars.wordPart(next) ? -1 : end;
    }
}
