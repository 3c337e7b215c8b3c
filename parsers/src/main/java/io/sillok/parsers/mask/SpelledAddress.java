package io.sillok.parsers.mask;

/** E-mail addresses whose signs are spelled out: {@code jane.doe [at] example [dot] org}, {@code jane(at)example.org}. */
final class SpelledAddress {

    private static final int SIGN = 4;

    /** In characters. */
    private static final int LONGEST_LOCAL = 64;

    private static final int LONGEST_DOMAIN = 128;

    private SpelledAddress() {}

    /** At the bracket that opens. */
    static boolean apply(TextScan scan) {
        Text s = scan.text();
        int at = scan.at();
        if (!stands(s, at)) {
            return false;
        }
        int blanks = at > 0 && s.charAt(at - 1) == ' ' ? at - 1 : at;
        int start = blanks;
        int limit = Math.max(scan.copied(), blanks - LONGEST_LOCAL);
        while (start > limit && Chars.emailPart(s.charAt(start - 1))) {
            start--;
        }
        int end = domainEnd(s, at + SIGN, scan.to());
        if (start == blanks || end < 0) {
            return false;
        }
        scan.replace(start, end, MaskedText.MASK, MaskRule.PII_EMAIL);
        return true;
    }

    /** Whether a sign is spelled out at the bracket. */
    static boolean stands(Text s, int at) {
        return sign(s, at, "at");
    }

    private static boolean sign(Text s, int at, String word) {
        boolean opens = s.startsWith("[", at) || s.startsWith("(", at);
        int close = at + 1 + word.length();
        return opens
                && s.startsWithIgnoringCase(word, at + 1)
                && (s.startsWith("]", close) || s.startsWith(")", close));
    }

    /** A name with a dot in it, or with one that is spelled out; -1 if none stands there. */
    private static int domainEnd(Text s, int from, int to) {
        int i = from < to && s.charAt(from) == ' ' ? from + 1 : from;
        int limit = Math.min(to, i + LONGEST_DOMAIN);
        boolean dotted = false;
        int end = i;
        while (i < limit) {
            int dot = dotEnd(s, i);
            if (Chars.wordPart(s.charAt(i)) || s.charAt(i) == '-') {
                i++;
                end = i;
            } else if (dot > i && end > from) {
                dotted = true;
                i = dot;
            } else {
                break;
            }
        }
        return dotted ? end : -1;
    }

    /** Behind a dot between two names; {@code at} if none stands there. */
    private static int dotEnd(Text s, int at) {
        if (s.startsWith(".", at)) {
            return at + 1;
        }
        int open = s.startsWith(" ", at) ? at + 1 : at;
        if (!sign(s, open, "dot")) {
            return at;
        }
        int close = open + SIGN + 1;
        return s.startsWith(" ", close) ? close + 1 : close;
    }
}
