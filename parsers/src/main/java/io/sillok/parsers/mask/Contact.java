package io.sillok.parsers.mask;

import java.util.Locale;
import java.util.Set;

/**
 * Phone numbers and the domains of addresses. Each method answers where the secret that starts at {@code at} ends, or -1;
 * each looks at a bounded stretch of text or at a stretch its caller then skips, so scanning stays linear.
 */
final class Contact {

    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "webp", "gif", "svg", "avif");

    private Contact() {}

    /** The end of an e-mail's domain after its {@code @} (or {@code %40}), or -1. A bare host name counts: mask more. */
    static int domainEnd(Text s, int at, int to) {
        int i = at;
        if (i < to && s.charAt(i) == '[') {
            int close = s.indexOf(']', i, Math.min(to, i + 60));
            return close > 0 ? close + 1 : -1;
        }
        while (i < to && (Chars.wordPart(s.charAt(i)) || s.charAt(i) == '-' || s.charAt(i) == '.')) {
            i++;
        }
        while (i > at && (s.charAt(i - 1) == '.' || s.charAt(i - 1) == '-')) {
            i--;
        }
        return (i - at < 2 && i < to) || version(s, at, i) ? -1 : i;
    }

    /** {@code core@7.12.3} and {@code logo@2x.png}: a package's version, and a picture for screens of more dots. */
    private static boolean version(Text s, int at, int end) {
        if (at >= end || !Chars.digit(s.charAt(at))) {
            return false;
        }
        int i = at;
        while (i < end && Chars.digit(s.charAt(i))) {
            i++;
        }
        if (i + 2 < end && s.charAt(i) == 'x' && s.charAt(i + 1) == '.') {
            return PICTURES.contains(s.substring(i + 2, end).toLowerCase(Locale.ROOT));
        }
        int dots = 0;
        while (i < end && dots < 3 && (s.charAt(i) == '.' || Chars.digit(s.charAt(i)))) {
            dots += s.charAt(i) == '.' ? 1 : 0;
            i++;
        }
        return dots == 2 && (i == end || s.charAt(i) == '-');
    }

    /** An international phone number: a plus sign and 8 to 15 digits, with blanks, dots, dashes, slashes, parentheses. */
    static int phone(Text s, int at, int to) {
        int digits = 0;
        int last = -1;
        int i = at + 1;
        while (i < to && digits <= 15 && i - at < 30) {
            char c = s.charAt(i);
            if (Chars.digit(c)) {
                digits++;
                last = i + 1;
            } else if (" .-/()".indexOf(c) < 0) {
                break;
            }
            i++;
        }
        return digits >= 8 && digits <= 15 ? last : -1;
    }
}
