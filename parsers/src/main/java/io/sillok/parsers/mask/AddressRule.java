package io.sillok.parsers.mask;

/** E-mail addresses, with their sign under any encoding. */
final class AddressRule {

    private final TextScan scan;
    private final Text s;
    private final int to;
    private int noAddressBefore;

    private final TextMarks marks;

    /** The first sign that was not passed yet, as far as was looked. */
    private int nextSign;

    AddressRule(TextScan scan, TextMarks marks) {
        this.marks = marks;
        this.scan = scan;
        this.s = scan.text();
        this.to = scan.to();
    }

    boolean apply() {
        int at = scan.at();
        if (at < noAddressBefore || !signFollows(at)) {
            return false;
        }
        int end = at;
        int encoded = -1;
        while (end < to && Chars.emailPart(s.charAt(end))) {
            if (encoded < 0 && s.charAt(end) == '%' && signLength(end) > 0) {
                encoded = end;
            }
            end++;
        }
        int sign = encoded > at ? encoded : end < to && signLength(end) > 0 ? end : -1;
        int domain = sign < 0 ? -1 : Contact.domainEnd(s, sign + signLength(sign), to);
        if (domain < 0) {
            noAddressBefore = end;
            return false;
        }
        if (MailAddress.method(s, at, sign, domain) || MailAddress.repository(s, at, sign, domain)) {
            scan.skipTo(domain);
            return true;
        }
        int copied = scan.copied();
        int start = MailAddress.displayName(s, copied, MailAddress.oddLocal(s, copied, at));
        scan.replace(start, domain, MaskedText.MASK, MaskRule.PII_EMAIL);
        return true;
    }

    private boolean signFollows(int at) {
        while (nextSign < marks.signs() && marks.sign(nextSign) < at) {
            nextSign++;
        }
        return nextSign < marks.signs();
    }

    /** A local part in quotes or of odd characters: {@code "john doe"@example.org}. */
    boolean quoted() {
        int at = scan.at();
        boolean quoted = at > 0 && (s.charAt(at - 1) == '"' || s.charAt(at - 1) == '\'');
        if (!quoted) {
            return false;
        }
        int domain = Contact.domainEnd(s, at + 1, to);
        if (domain < 0 || s.indexOf('.', at, domain) < 0) {
            return false;
        }
        int local = MailAddress.quotedLocal(s, scan.copied(), at);
        scan.replace(local < 0 ? at + 1 : local, domain, MaskedText.MASK, MaskRule.PII_EMAIL);
        return true;
    }

    /** The length of an at sign under any encoding; 0 if none stands here. */
    private int signLength(int i) {
        return switch (s.charAt(i)) {
            case '@' -> 1;
            case '%' -> s.startsWith("%40", i) ? 3 : s.startsWith("%2540", i) ? 5 : 0;
            case '\\' -> escapedSign(i);
            case '&' ->
                s.startsWith("&#64;", i)
                        ? 5
                        : s.startsWith("&#x40;", i) || s.startsWith("&#064;", i)
                                ? 6
                                : s.startsWith("&commat;", i) ? 8 : 0;
            default -> 0;
        };
    }

    /** {@code \u0040} at any depth of escaping. */
    private int escapedSign(int at) {
        int i = at;
        while (i < to && i < at + 16 && s.charAt(i) == '\\') {
            i++;
        }
        return s.startsWith("u0040", i) ? i + 5 - at : 0;
    }
}
