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

    /** A card number in digits, with single blanks or dashes between, that passes Luhn. */
    static int card(Text s, int at, int to) {
        int digits = 0;
        int sum = 0;
        int alternate = 0;
        int best = -1;
        int i = at;
        while (i < to && digits < 20) {
            char c = s.charAt(i);
            if (Chars.digit(c)) {
                int d = c - '0';
                // Both parities are carried along, since the number's length is not known yet.
                int doubled = d * 2 > 9 ? d * 2 - 9 : d * 2;
                int previous = sum;
                sum = alternate + d;
                alternate = previous + doubled;
                digits++;
                boolean ends = i + 1 >= to || !Chars.wordPart(s.charAt(i + 1));
                if (digits >= 13 && digits <= 19 && ends && sum % 10 == 0) {
                    best = i + 1;
                }
            } else if (!((c == ' ' || c == '-' || (c == '.' && digits % 4 == 0))
                    && i + 1 < to
                    && Chars.digit(s.charAt(i + 1)))) {
                break;
            }
            i++;
        }
        char first = s.charAt(at);
        return (first > '2' && first <= '6') || (first == '2' && issued(s, at)) ? best : -1;
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
        return i - at >= 12 && s.startsWith("...", i) ? i : -1;
    }

    /** A word that holds a card number, as {@code pan_4111111111111111} does. */
    static int cardWithin(Text s, int at, int end) {
        if (end - at < 14) {
            return -1;
        }
        int digits = 0;
        for (int i = at; i <= end; i++) {
            if (i < end && Chars.digit(s.charAt(i))) {
                digits++;
            } else {
                if (digits >= 13 && digits <= 19 && card(s, i - digits, i) == i) {
                    return end;
                }
                digits = 0;
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
