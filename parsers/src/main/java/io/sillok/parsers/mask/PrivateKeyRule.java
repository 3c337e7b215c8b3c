package io.sillok.parsers.mask;

/** Private keys between their marks, and those whose head was cut off. */
final class PrivateKeyRule {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";

    /** Characters between the mark's beginning and its end, at most. */
    private static final int MARK = 80;

    /** As PuTTY announces the lines of a key. */
    static final String PUTTY = "Private-Lines";

    private static final int MOST_LINES = 1000;

    private PrivateKeyRule() {}

    /** {@code Private-Lines: 2}, and as many lines of the key behind it. */
    static boolean lines(TextScan scan, int behind) {
        Text s = scan.text();
        int i = behind;
        int lines = 0;
        while (i < scan.to() && s.charAt(i) != '\n') {
            lines = Chars.digit(s.charAt(i)) ? Math.min(MOST_LINES, lines * 10 + s.charAt(i) - '0') : lines;
            i++;
        }
        int start = Math.min(scan.to(), i + 1);
        int end = start;
        for (int line = 0; line < lines && end < scan.to(); line++) {
            int newline = s.indexOf('\n', end + 1, scan.to());
            end = newline < 0 ? scan.to() : newline;
        }
        if (end > start) {
            scan.replace(start, end, MaskedText.MASK, MaskRule.SECRET_PRIVATE_KEY);
        } else {
            scan.skipTo(start);
        }
        return true;
    }

    static boolean apply(TextScan scan) {
        Text s = scan.text();
        int at = scan.at();
        if (s.startsWith(END, at) && s.startsWith("KEY", Math.max(0, s.indexOf("-----", at + END.length()) - 3))) {
            int start = textStart(scan);
            if (start < at) {
                scan.replace(start, at, MaskedText.MASK, MaskRule.SECRET_PRIVATE_KEY);
                return true;
            }
        }
        if (!s.startsWith(BEGIN, at)) {
            return false;
        }
        int header = s.indexOf("-----", at + BEGIN.length(), at + MARK + 6);
        if (header < 0 || header > at + MARK || s.indexOf("KEY", at, header) < 0) {
            return false;
        }
        int footer = s.indexOf(END, header + 5);
        scan.replace(header + 5, footer < 0 ? scan.to() : footer, MaskedText.MASK, MaskRule.SECRET_PRIVATE_KEY);
        return true;
    }

    /** Where the key begins whose head was cut off: lines of base64, with line breaks as such or escaped. */
    private static int textStart(TextScan scan) {
        Text s = scan.text();
        int i = scan.at();
        while (i > scan.copied() && (Chars.alnum(s.charAt(i - 1)) || "+/=\n\r\\".indexOf(s.charAt(i - 1)) >= 0)) {
            i--;
        }
        return scan.at() - i < 16 ? scan.at() : i;
    }
}
