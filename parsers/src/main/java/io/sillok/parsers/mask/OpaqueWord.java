package io.sillok.parsers.mask;

/**
 * Words that nobody types. Each method answers where the secret that starts at {@code at} ends, or -1;
 * each looks at a bounded stretch of text or at a stretch its caller then skips, so scanning stays linear.
 */
final class OpaqueWord {

    private OpaqueWord() {}

    /** Groups as in {@code BQN8R-5XNJT-7NZNH-75MR9}: three or more of four or five upper-case letters and digits each. */
    static int serial(Text s, int at, int end, int to) {
        int length = end - at;
        if (length < 4 || length > 5 || end >= to || s.charAt(end) != '-') {
            return -1;
        }
        int groups = 0;
        int i = at;
        while (i < to && groups < MOST_GROUPS && group(s, i, length, to)) {
            groups++;
            i += length;
            if (i + 1 >= to || s.charAt(i) != '-' || !group(s, i + 1, length, to)) {
                break;
            }
            i++;
        }
        boolean whole = groups == MOST_GROUPS || i >= to || (!Chars.wordPart(s.charAt(i)) && s.charAt(i) != '-');
        return groups >= 3 && whole && (groups > 3 || Chars.mixed(s, at, i)) ? i : -1;
    }

    /** A serial has no more of them; what has goes in pieces. */
    private static final int MOST_GROUPS = 12;

    private static boolean group(Text s, int at, int length, int to) {
        if (at + length > to) {
            return false;
        }
        for (int i = at; i < at + length; i++) {
            if (!Chars.upper(s.charAt(i)) && !Chars.digit(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Base64 of few bytes, by the two signs that fill it up, as mail servers are told a password. */
    static int padded(Text s, int at, int end, int to) {
        boolean padded = end - at >= LEAST_PADDED && (end - at) % 4 == 2 && s.startsWith("==", end);
        boolean ends = end + 2 >= to || (!Chars.wordPart(s.charAt(end + 2)) && "='\"$(".indexOf(s.charAt(end + 2)) < 0);
        return padded && ends && end + 2 <= to && ofBothCases(s, at, end) ? end + 2 : -1;
    }

    private static final int LEAST_PADDED = 10;

    private static boolean ofBothCases(Text s, int from, int end) {
        boolean upper = false;
        boolean lower = false;
        for (int i = from; i < end; i++) {
            upper |= Chars.upper(s.charAt(i));
            lower |= s.charAt(i) >= 'a' && s.charAt(i) <= 'z';
        }
        return upper && lower;
    }

    /** A run of letters and digits that nobody types: hex of 40 and more, or of many kinds and changes. */
    static int opaque(Text s, int at, int end, int to) {
        int length = end - at;
        if (length < 20 || length > 4096) {
            return -1;
        }
        int underscore = s.lastIndexOf('_', end - 1, at);
        if (underscore >= at) {
            return underscored(s, underscore, end, to);
        }
        int digits = 0;
        int upper = 0;
        int lower = 0;
        int changes = 0;
        int pairs = 0;
        int turns = 0;
        boolean hex = true;
        boolean before = false;
        for (int i = at; i < end; i++) {
            char c = s.charAt(i);
            boolean isDigit = Chars.digit(c);
            digits += isDigit ? 1 : 0;
            upper += Chars.upper(c) ? 1 : 0;
            lower += c >= 'a' && c <= 'z' ? 1 : 0;
            turns += i > at && kind(c) != kind(s.charAt(i - 1)) ? 1 : 0;
            pairs += i > at && Chars.upper(c) && Chars.upper(s.charAt(i - 1)) ? 1 : 0;
            changes += isDigit != before && i > at ? 1 : 0;
            before = isDigit;
            hex &= isDigit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (c > 127) {
                return -1;
            }
        }
        boolean file = end < to && s.charAt(end) == '.' && end + 1 < to && Chars.alnum(s.charAt(end + 1));
        if (hex && (upper == 0 || lower == 0)) {
            return length >= 40 && digits > 3 && !file && !revision(s, at) ? end : hex32(s, at, end, to);
        }
        // Words that are joined to a name have fewer capitals.
        boolean camels = upper * 4 < length || lower * 4 < length;
        if (length >= 40 && (!camels || (pairs >= 5 && lower >= 8))) {
            return end;
        }
        // Words written together turn where a word begins, what is random at every second character.
        if (length >= 24 && turns * 5 >= length * 2 && upper >= 4 && lower >= 4) {
            return end;
        }
        if (length >= 32) {
            boolean ofAllKinds = digits >= 3 && upper >= 3 && lower >= 3;
            return ofAllKinds || (digits >= 5 && changes >= 8) ? end : -1;
        }
        return (upper >= 2 && lower >= 2 && changes >= 4) || (upper > 0 && lower > 0 && changes >= 8) ? end : -1;
    }

    /**
     * What a vendor's prefix begins: ids have such too, as in {@code evt_1NG8Du2eZvKYlo2CUI79vXWy}, but shorter ones. What
     * stands behind Laravel's names the guard.
     */
    private static int underscored(Text s, int underscore, int end, int to) {
        boolean key = s.startsWith("live", underscore - 4) || s.startsWith("test", underscore - 4);
        int length = end - underscore - 1;
        if (key && length >= 24 && Chars.mixed(s, underscore + 1, end)) {
            return end;
        }
        boolean guard = s.startsWith("_web_", underscore - 4);
        return length >= 30 && !guard ? opaque(s, underscore + 1, end, to) : -1;
    }

    private static int kind(char c) {
        return Chars.digit(c) ? 0 : Chars.upper(c) ? 1 : 2;
    }

    /**
     * Where a key of 40 characters begins of which a word between slashes or plus signs is part, as Amazon's secret keys
     * have them; or -1.
     */
    static int keyAround(Text s, int at, int from, int to) {
        int start = at;
        while (start > from && at - start < KEY && keyPart(s.charAt(start - 1))) {
            start--;
        }
        int end = start;
        int digits = 0;
        int upper = 0;
        int turns = 0;
        while (end < to && end - start <= KEY && keyPart(s.charAt(end))) {
            char c = s.charAt(end);
            digits += Chars.digit(c) ? 1 : 0;
            upper += Chars.upper(c) ? 1 : 0;
            turns += end > start && kind(c) != kind(s.charAt(end - 1)) ? 1 : 0;
            end++;
        }
        boolean bounded = (start == from || ".-_:\\".indexOf(s.charAt(start - 1)) < 0)
                && (end >= to || ".-_:".indexOf(s.charAt(end)) < 0);
        return end - start == KEY && bounded && digits >= 2 && upper >= 6 && turns * 5 >= KEY * 2 ? start : -1;
    }

    private static final int KEY = 40;

    private static boolean keyPart(char c) {
        return Chars.alnum(c) || c == '/' || c == '+';
    }

    /** A commit's id is no secret, nor is that of a container, of an image, of a page. */
    private static boolean revision(Text s, int at) {
        int end = at;
        while (end > 0 && " :('\"@".indexOf(s.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end < at && s.charAt(end) == ':' && s.startsWith("sha256", end - 6)) {
            return image(s, end - 6);
        }
        return s.startsWithIgnoringCase("revision", end - 8)
                || s.startsWithIgnoringCase("commit", end - 6)
                || s.startsWithIgnoringCase("checkout", end - 8)
                || s.startsWithIgnoringCase("container_id", end - 12)
                || s.startsWithIgnoringCase("container.id", end - 12)
                || s.startsWithIgnoringCase("containerid", end - 11)
                || s.startsWithIgnoringCase("etag", end - 4);
    }

    /** {@code shop/web@sha256:…}, {@code image sha256:…} */
    private static boolean image(Text s, int at) {
        int end = at;
        while (end > 0 && " :('\"".indexOf(s.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > 0
                && (s.charAt(end - 1) == '@'
                        || s.startsWithIgnoringCase("image", end - 5)
                        || s.startsWithIgnoringCase("digest", end - 6));
    }

    private static boolean hex(Text s, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (i >= s.length() || Character.digit(s.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Hex of 32, an id as a rule, but a key where a mail service's zone follows, as in {@code …-us21}. */
    private static int hex32(Text s, int at, int end, int to) {
        if (end - at == 32
                && s.startsWith("-", end)
                && s.startsWith("-", end + 9)
                && hex(s, end + 1, 8)
                && hex(s, end + 10, 8)) {
            return end + 18;
        }
        if (end - at != 32 || !s.startsWith("-us", end)) {
            return -1;
        }
        int i = end + 3;
        while (i < to && Chars.digit(s.charAt(i))) {
            i++;
        }
        return i > end + 3 ? i : -1;
    }
}
