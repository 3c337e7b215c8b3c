package io.sillok.parsers.mask;

/** Private keys between their marks, and those whose head was cut off. */
final class PrivateKeyRule {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";

    /** Characters between the mark's beginning and its end, at most. */
    private static final int MARK = 80;

    private PrivateKeyRule() {}

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
