package io.sillok.parsers.mask;

/** What URLs carry: queries, users with their passwords, phone numbers with an encoded plus sign. */
final class UrlRule {

    private final TextScan scan;
    private final Text s;
    private final int to;

    /** The run of characters that a query can be made of, as far as one was looked at, and its last equals sign. */
    private int runEnd;

    private int lastEquals = -1;
    private int noQueryBefore;

    UrlRule(TextScan scan) {
        this.scan = scan;
        this.s = scan.text();
        this.to = scan.to();
    }

    boolean query() {
        int at = scan.at();
        if (at < noQueryBefore) {
            return false;
        }
        int start = at + 1;
        look(start);
        if (lastEquals <= start) {
            noQueryBefore = runEnd;
            return false;
        }
        if (!Chars.wordPart(s.charAt(start))) {
            return false;
        }
        int end = runEnd;
        while (end > start && ".,;:]}".indexOf(s.charAt(end - 1)) >= 0) {
            end--;
        }
        scan.put(start, end, scan.texts().queries().mask(s.substring(start, end), scan.tally()));
        return true;
    }

    private void look(int start) {
        if (start < runEnd) {
            return;
        }
        int i = start;
        while (i < to && !Character.isWhitespace(s.charAt(i)) && "\"'<>`()".indexOf(s.charAt(i)) < 0) {
            if (s.charAt(i) == '=') {
                lastEquals = i;
            }
            i++;
        }
        runEnd = i;
    }

    boolean userInfo() {
        int at = scan.at();
        if (!s.startsWith("://", at)) {
            return false;
        }
        int start = at + 3;
        int sign = -1;
        for (int i = start; i < to && i < start + 512; i++) {
            char c = s.charAt(i);
            if (c == '@') {
                sign = i;
            } else if (c == '"' || c == '\'' || c == '?' || c == '<' || Character.isWhitespace(c)) {
                break;
            }
        }
        int cut = sign < 0 ? credentialsCut(start) : -1;
        if (cut >= 0) {
            scan.replace(start, cut, MaskedText.MASK, MaskRule.SECRET_URL_USER);
            return true;
        }
        boolean emailLater = sign > 0 && s.indexOf('/', start, sign) >= 0 && s.indexOf(':', start, sign) < 0;
        if (sign < 0 || emailLater) {
            scan.skipTo(start);
            return true;
        }
        scan.replace(start, sign, MaskedText.MASK, MaskRule.SECRET_URL_USER);
        scan.skipTo(sign + 1);
        return true;
    }

    /** Where a password ends that no host follows, for the text was cut: behind a user and a colon, and not a port; or -1. */
    private int credentialsCut(int start) {
        int colon = -1;
        boolean word = false;
        for (int i = start; i < to; i++) {
            char c = s.charAt(i);
            if (c == '"' || c == '\'' || c == '`' || c == ')' || Character.isWhitespace(c)) {
                return word ? i : -1;
            }
            boolean port = !word && colon > 0 && i - colon > 2 && i - colon <= 6;
            if (port && ("]}>|\\#&".indexOf(c) >= 0 || (parametersFollow(i) && s.indexOf('.', start, colon) > 0))) {
                return -1;
            }
            if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '[' || i > start + 256 || (c == '/' && !word)) {
                return -1;
            }
            word |= colon >= 0 && !Chars.digit(c) && ".,;:".indexOf(c) < 0;
        }
        return word ? to : -1;
    }

    /** {@code jdbc:sqlserver://db:1433;databaseName=shop}, {@code tcp://10.0.0.5:6379?database=2} */
    private boolean parametersFollow(int at) {
        if (s.charAt(at) != ';' && s.charAt(at) != '?') {
            return false;
        }
        int i = at + 1;
        while (i < to && i - at < 40 && Chars.wordPart(s.charAt(i))) {
            i++;
        }
        return i > at + 1 && i < to && s.charAt(i) == '=';
    }

    boolean encodedPhone() {
        int at = scan.at();
        boolean escape =
                at + 3 < to && Character.digit(s.charAt(at + 1), 16) >= 0 && Character.digit(s.charAt(at + 2), 16) >= 0;
        boolean phone = (s.startsWith("%2B", at) || s.startsWith("%2b", at))
                && scan.shape(Contact.phone(s, at + 2, to), MaskRule.PII_PHONE);
        if (!phone && escape) {
            scan.skipTo(at + 3);
            return true;
        }
        return phone;
    }
}
