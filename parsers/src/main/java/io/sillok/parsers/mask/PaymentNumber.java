package io.sillok.parsers.mask;

/**
 * Card and account numbers, by their check digits. Each method answers where the secret that starts at {@code at} ends, or -1;
 * each looks at a bounded stretch of text or at a stretch its caller then skips, so scanning stays linear.
 */
final class PaymentNumber {

    /** By country. */
    private static final String IBAN_LENGTHS =
            "NO15 BE16 DK18 FI18 FO18 GL18 NL18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20"
                    + " CH21 HR21 LI21 LV21 BG22 BH22 DE22 GB22 GE22 IE22 ME22 RS22 AE23 GI23 IL23 AD24 CZ24 ES24 MD24 PK24 RO24"
                    + " SA24 SE24 SK24 TN24 VG24 PT25 IS26 TR26 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HU28"
                    + " LB28 PL28 BR29 QA29 UA29 JO30 KW30 MU30 MT31";

    private PaymentNumber() {}

    /** A card number in digits of any script, with single blanks, dashes or other marks between, that passes Luhn. */
    static int card(Text s, int at, int to) {
        int digits = 0;
        int sum = 0;
        int alternate = 0;
        int best = -1;
        int i = at;
        while (i < to && digits < 20) {
            int d = digit(s.charAt(i));
            if (d >= 0) {
                // Both parities are carried along, since the number's length is not known yet.
                int doubled = d * 2 > 9 ? d * 2 - 9 : d * 2;
                int previous = sum;
                sum = alternate + d;
                alternate = previous + doubled;
                digits++;
                i++;
                if (digits >= 13 && digits <= 19 && sum % 10 == 0 && (i >= to || !goesOn(s.charAt(i)))) {
                    best = i;
                }
            } else {
                int mark = mark(s, i, digits, to);
                if (mark == 0) {
                    break;
                }
                i += mark;
            }
        }
        int first = digit(s.charAt(at));
        return (first > 2 && first <= 6) || (first == 2 && issued(s, at)) ? best : -1;
    }

    /** The value of a digit of any script; -1 if it is none. */
    private static int digit(char c) {
        if (c < 128) {
            return Chars.digit(c) ? c - '0' : -1;
        }
        return Character.isDigit(c) ? Character.digit(c, 10) : -1;
    }

    private static boolean goesOn(char c) {
        return Chars.alnum(c) || (c > 127 && Character.isLetterOrDigit(c));
    }

    /** The length of what stands between two digits of a number; 0 if nothing does that may. */
    private static int mark(Text s, int at, int digits, int to) {
        char c = s.charAt(at);
        if ((c == ' ' || c == '-') && digitFollows(s, at + 1, to)) {
            return 1;
        }
        // As a version, a sum or a name of a file has them, but not between groups of four.
        if (digits % 4 != 0 || digits == 0) {
            return 0;
        }
        boolean between = "._+/".indexOf(c) >= 0 || (c > 127 && !Character.isLetterOrDigit(c));
        int length = between ? 1 : s.startsWith("  ", at) ? 2 : s.startsWith("%20", at) ? 3 : 0;
        return length > 0 && digitFollows(s, at + length, to) ? length : 0;
    }

    private static boolean digitFollows(Text s, int at, int to) {
        return at < to && digit(s.charAt(at)) >= 0;
    }

    /** The numbers that begin with 2 and are no dates: Mastercard's 2221 to 2720, Mir's 2200 to 2204, JCB's 2131. */
    private static boolean issued(Text s, int at) {
        int head = 0;
        for (int i = at; i < at + 4 && i < s.length(); i++) {
            head = head * 10 + (Chars.digit(s.charAt(i)) ? s.charAt(i) - '0' : 0);
        }
        return (head >= 2221 && head <= 2720) || (head >= 2200 && head <= 2204) || head == 2131;
    }

    /** What PHP prints of a card number in a stack trace: 13 to 15 digits and three dots. */
    static int cardStump(Text s, int at, int to) {
        int i = at;
        while (i < to && i - at < 20 && (Chars.digit(s.charAt(i)) || s.charAt(i) == ' ' || s.charAt(i) == '-')) {
            i++;
        }
        return i - at >= 12 && (s.startsWith("...", i) || s.startsWith("\u2026", i)) ? i : -1;
    }

    /** A word that holds a card number, as {@code pan_4111111111111111} does. */
    static int cardWithin(Text s, int at, int end) {
        int i = at;
        while (end - i >= 13) {
            if (digit(s.charAt(i)) < 0) {
                i++;
            } else if (card(s, i, end) > 0) {
                return end;
            } else {
                while (i < end && digit(s.charAt(i)) >= 0) {
                    i++;
                }
            }
        }
        return -1;
    }

    /** An IBAN, with or without blanks, that passes mod 97. */
    static int iban(Text s, int at, int to) {
        if (at + 15 > to
                || !Chars.letter(s.charAt(at))
                || !Chars.letter(s.charAt(at + 1))
                || !Chars.digit(s.charAt(at + 2))
                || !Chars.digit(s.charAt(at + 3))) {
            return -1;
        }
        int country = IBAN_LENGTHS.indexOf("" + (char) (s.charAt(at) & ~0x20) + (char) (s.charAt(at + 1) & ~0x20));
        // What follows a whole number may pass the check as well, by chance.
        int longest = country < 0 ? 34 : Integer.parseInt(IBAN_LENGTHS.substring(country + 2, country + 4));
        StringBuilder compact = new StringBuilder(34);
        int best = -1;
        int i = at;
        while (i < to && compact.length() < longest) {
            char c = s.charAt(i);
            if (Chars.letter(c) || Chars.digit(c)) {
                compact.append(c);
                boolean ends = i + 1 >= to || !Chars.wordPart(s.charAt(i + 1));
                if (compact.length() >= 15 && ends && mod97(compact) == 1) {
                    best = i + 1;
                }
            } else if (c != ' ' || i + 1 >= to || s.charAt(i + 1) == ' ') {
                break;
            }
            i++;
        }
        return best;
    }

    private static int mod97(CharSequence iban) {
        int rest = 0;
        for (int k = 0; k < iban.length(); k++) {
            char c = iban.charAt((k + 4) % iban.length());
            int value = Character.getNumericValue(c);
            rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
        }
        return rest;
    }
}
