package io.sillok.parsers.mask;

import java.util.Arrays;

/**
 * Secrets that are known by their looks. Each method answers where the secret that starts at {@code at} ends, or -1;
 * each looks at a bounded stretch of text or at a stretch its caller then skips, so scanning stays linear.
 */
final class Shapes {

    private static final String[] TOKEN_PREFIXES = {
        "key_live_",
        "key_test_",
        "tok_live_",
        "tok_test_",
        "sk_live_",
        "sk_test_",
        "pk_live_",
        "pk_test_",
        "rk_live_",
        "rk_test_",
        "sk-",
        "whsec_",
        "sess_",
        "ghp_",
        "gho_",
        "ghs_",
        "ghu_",
        "ghr_",
        "github_pat_",
        "glpat-",
        "gldt-",
        "glrt-",
        "glptt-",
        "glcbt-",
        "xoxb-",
        "xoxp-",
        "xoxa-",
        "xoxe-",
        "xoxe.",
        "xoxr-",
        "xoxs-",
        "xapp-",
        "AKIA",
        "ASIA",
        "AIza",
        "ya29.",
        "GOCSPX-",
        "EAAA",
        "EAAC",
        "EAAG",
        "SG.",
        "NRAK-",
        "NRJS-",
        "npm_",
        "pypi-",
        "rubygems_",
        "dckr_pat_",
        "dop_v1_",
        "doo_v1_",
        "dor_v1_",
        "shpat_",
        "shpss_",
        "shpca_",
        "shppa_",
        "shptka_",
        "sq0atp-",
        "sq0csp-",
        "hvs.",
        "hvb.",
        "hf_",
        "lin_api_",
        "tskey-",
        "PMAK-",
        "ATATT3",
        "ATCTT3",
        "figd_",
        "sntrys_",
        "sntryu_",
        "phc_",
        "phx_",
        "pul-",
        "dapi",
        "key-",
        "re_",
        "mlsn.",
        "xkeysib-",
        "AGE-SECRET-KEY-",
        "base64:"
    };

    private static final String[][] PREFIXES_BY_START = new String[128][];

    static {
        for (char c = 0; c < 128; c++) {
            String start = String.valueOf(c);
            PREFIXES_BY_START[c] = Arrays.stream(TOKEN_PREFIXES)
                    .filter(prefix -> prefix.startsWith(start))
                    .toArray(String[]::new);
        }
    }

    private Shapes() {}

    /** By ASCII character: what it may begin. */
    private static final byte[] KIND = kinds();

    private static final byte WORD = 1;
    private static final byte DIGIT = 2;
    private static final byte MARK = 4;

    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (char c = 0; c < 128; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean number = c >= '0' && c <= '9';
            kinds[c] = letter ? WORD : number ? WORD | DIGIT : "(#$+-?&:%@".indexOf(c) >= 0 ? MARK : 0;
        }
        return kinds;
    }

    /** Whether nothing that is masked begins with it. */
    static boolean inert(char c) {
        return c < 128 && KIND[c] == 0;
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean alnum(char c) {
        return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean wordPart(char c) {
        return c > 127 || (KIND[c] & WORD) != 0;
    }

    static boolean emailPart(char c) {
        return wordPart(c) || c == '.' || c == '+' || c == '-' || c == '%';
    }

    /** The end of an e-mail's domain after its {@code @} (or {@code %40}), or -1. A bare host name counts: mask more. */
    static int emailDomain(String s, int at, int to) {
        int i = at;
        if (i < to && s.charAt(i) == '[') {
            int close = s.indexOf(']', i);
            return close > 0 && close < Math.min(to, i + 60) ? close + 1 : -1;
        }
        while (i < to && (wordPart(s.charAt(i)) || s.charAt(i) == '-' || s.charAt(i) == '.')) {
            i++;
        }
        while (i > at && (s.charAt(i - 1) == '.' || s.charAt(i - 1) == '-')) {
            i--;
        }
        return i - at < 2 && i < to ? -1 : i;
    }

    /** A card number in digits, with single blanks or dashes between, that passes Luhn. */
    static int card(String s, int at, int to) {
        int digits = 0;
        int sum = 0;
        int alternate = 0;
        int best = -1;
        int i = at;
        while (i < to && digits < 20) {
            char c = s.charAt(i);
            if (digit(c)) {
                int d = c - '0';
                // Both parities are carried along, since the number's length is not known yet.
                int doubled = d * 2 > 9 ? d * 2 - 9 : d * 2;
                int previous = sum;
                sum = alternate + d;
                alternate = previous + doubled;
                digits++;
                boolean ends = i + 1 >= to || !wordPart(s.charAt(i + 1));
                if (digits >= 13 && digits <= 19 && ends && sum % 10 == 0) {
                    best = i + 1;
                }
            } else if (!((c == ' ' || c == '-') && i + 1 < to && digit(s.charAt(i + 1)))) {
                break;
            }
            i++;
        }
        char first = s.charAt(at);
        return first >= '2' && first <= '6' ? best : -1;
    }

    /** What PHP prints of a card number in a stack trace: 13 to 15 digits and three dots. */
    static int cardStump(String s, int at, int to) {
        int i = at;
        while (i < to && i - at < 20 && (digit(s.charAt(i)) || s.charAt(i) == ' ' || s.charAt(i) == '-')) {
            i++;
        }
        return i - at >= 12 && s.startsWith("...", i) ? i : -1;
    }

    /** An IBAN, with or without blanks, that passes mod 97. */
    static int iban(String s, int at, int to) {
        if (at + 15 > to
                || !letter(s.charAt(at))
                || !letter(s.charAt(at + 1))
                || !digit(s.charAt(at + 2))
                || !digit(s.charAt(at + 3))) {
            return -1;
        }
        StringBuilder compact = new StringBuilder(34);
        int best = -1;
        int i = at;
        while (i < to && compact.length() < 34) {
            char c = s.charAt(i);
            if (letter(c) || digit(c)) {
                compact.append(c);
                boolean ends = i + 1 >= to || !wordPart(s.charAt(i + 1));
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

    private static boolean letter(char c) {
        return upper(c) || (c >= 'a' && c <= 'z');
    }

    private static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** An international phone number: a plus sign and 8 to 15 digits, with blanks, dots, dashes, slashes, parentheses. */
    static int phone(String s, int at, int to) {
        int digits = 0;
        int last = -1;
        int i = at + 1;
        while (i < to && digits <= 15 && i - at < 30) {
            char c = s.charAt(i);
            if (digit(c)) {
                digits++;
                last = i + 1;
            } else if (" .-/()".indexOf(c) < 0) {
                break;
            }
            i++;
        }
        return digits >= 8 && digits <= 15 ? last : -1;
    }

    /** A JSON Web Token: at least its header and a piece of its payload. */
    static int jwt(String s, int at, int to) {
        if (!s.startsWith("eyJ", at)) {
            return -1;
        }
        int i = tokenEnd(s, at, to);
        return i - at >= 12 ? i : -1;
    }

    /** A token with a known vendor's prefix. */
    static int prefixedToken(String s, int at, int to) {
        char first = s.charAt(at);
        if (first > 127) {
            return -1;
        }
        for (String prefix : PREFIXES_BY_START[first]) {
            if (s.startsWith(prefix, at)) {
                int end = tokenEnd(s, at + prefix.length(), to);
                boolean common = prefix.length() < 6 || prefix.endsWith(":");
                int length = end - at - prefix.length();
                boolean token = length >= (common ? 12 : 3)
                        && (!common || mixed(s, at + prefix.length(), end) || capitals(s, at, end));
                return token ? end : -1;
            }
        }
        return -1;
    }

    /** Whether letters and digits stand in it, as in no word of a language. */
    static boolean mixed(String s, int from, int end) {
        boolean digit = false;
        boolean letter = false;
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            digit |= digit(c);
            letter |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        return digit && letter;
    }

    private static boolean capitals(String s, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!upper(s.charAt(i)) && !digit(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Groups as in {@code BQN8R-5XNJT-7NZNH-75MR9}: three or more of four or five upper-case letters and digits each. */
    static int serial(String s, int at, int end, int to) {
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
        boolean whole = groups == MOST_GROUPS || i >= to || (!wordPart(s.charAt(i)) && s.charAt(i) != '-');
        return groups >= 3 && whole && (groups > 3 || mixed(s, at, i)) ? i : -1;
    }

    /** A serial has no more of them; what has goes in pieces. */
    private static final int MOST_GROUPS = 12;

    private static boolean group(String s, int at, int length, int to) {
        if (at + length > to) {
            return false;
        }
        for (int i = at; i < at + length; i++) {
            if (!upper(s.charAt(i)) && !digit(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A word that holds a card number, as {@code pan_4111111111111111} does. */
    static int cardWithin(String s, int at, int end) {
        if (end - at < 14) {
            return -1;
        }
        int digits = 0;
        for (int i = at; i <= end; i++) {
            if (i < end && digit(s.charAt(i))) {
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

    /** A password hash as {@code password_hash} or crypt writes it: {@code $2y$…}, {@code $argon2id$…}, {@code $6$…}. */
    static int passwordHash(String s, int at, int to) {
        int second = s.indexOf('$', at + 1);
        if (second < 0 || second > at + 12 || second >= to || second == at + 1) {
            return -1;
        }
        for (int i = at + 1; i < second; i++) {
            if (!alnum(s.charAt(i))) {
                return -1;
            }
        }
        int i = second;
        while (i < to && (alnum(s.charAt(i)) || "$./+=,-".indexOf(s.charAt(i)) >= 0)) {
            i++;
        }
        return i - at >= 8 ? i : -1;
    }

    /** A run of letters and digits that nobody types: hex of 40 and more, or of many kinds and changes. */
    static int opaque(String s, int at, int end, int to) {
        int length = end - at;
        if (length < 20 || length > 4096) {
            return -1;
        }
        int digits = 0;
        int upper = 0;
        int lower = 0;
        int changes = 0;
        int pairs = 0;
        boolean hex = true;
        boolean before = false;
        for (int i = at; i < end; i++) {
            char c = s.charAt(i);
            boolean isDigit = digit(c);
            digits += isDigit ? 1 : 0;
            upper += upper(c) ? 1 : 0;
            lower += c >= 'a' && c <= 'z' ? 1 : 0;
            pairs += i > at && upper(c) && upper(s.charAt(i - 1)) ? 1 : 0;
            changes += isDigit != before && i > at ? 1 : 0;
            before = isDigit;
            hex &= isDigit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (c > 127 || c == '_') {
                return -1;
            }
        }
        boolean file = end < to && s.charAt(end) == '.' && end + 1 < to && alnum(s.charAt(end + 1));
        if (hex && (upper == 0 || lower == 0)) {
            return length >= 40 && digits > 3 && !file && !revision(s, at) ? end : hex32(s, at, end, to);
        }
        if (length >= 40 && pairs >= 5 && lower >= 8) {
            return end;
        }
        boolean token =
                length >= 32 ? digits >= 3 && upper >= 3 && lower >= 3 : upper >= 2 && lower >= 2 && changes >= 4;
        return token ? end : -1;
    }

    /** A commit's id is no secret. */
    private static boolean revision(String s, int at) {
        int end = at;
        while (end > 0 && " :('\"@".indexOf(s.charAt(end - 1)) >= 0) {
            end--;
        }
        return s.regionMatches(true, end - 8, "revision", 0, 8)
                || s.regionMatches(true, end - 6, "commit", 0, 6)
                || s.regionMatches(true, end - 8, "checkout", 0, 8);
    }

    /** Hex of 32, an id as a rule, but a key where a mail service's zone follows, as in {@code …-us21}. */
    private static int hex32(String s, int at, int end, int to) {
        if (end - at != 32 || !s.startsWith("-us", end)) {
            return -1;
        }
        int i = end + 3;
        while (i < to && digit(s.charAt(i))) {
            i++;
        }
        return i > end + 3 ? i : -1;
    }

    /** {@code 17|…} as Sanctum's, {@code 123456789:AA…} as a chat bot's: a number, a mark, and what is mixed and long. */
    static int numberedToken(String s, int at, int end, int to) {
        if (s.startsWith("1//0", at)) {
            int refresh = tokenEnd(s, at, to);
            return refresh - at > 20 ? refresh : -1;
        }
        if (end + 20 > to || (s.charAt(end) != '|' && s.charAt(end) != ':')) {
            return -1;
        }
        int i = end + 1;
        while (i < to && (alnum(s.charAt(i)) || s.charAt(i) == '_' || s.charAt(i) == '-')) {
            i++;
        }
        return i - end > 24 && mixed(s, end + 1, i) ? i : -1;
    }

    /** An account's id as Twilio writes it: two letters and hex of 32. */
    static int account(String s, int at, int end) {
        if (end - at != 34 || !(s.startsWith("AC", at) || s.startsWith("SK", at))) {
            return -1;
        }
        for (int i = at + 2; i < end; i++) {
            if (Character.digit(s.charAt(i), 16) < 0) {
                return -1;
            }
        }
        return end;
    }

    static int tokenEnd(String s, int at, int to) {
        int i = at;
        while (i < to && (alnum(s.charAt(i)) || "_-.~+/=".indexOf(s.charAt(i)) >= 0)) {
            i++;
        }
        while (i > at && s.charAt(i - 1) == '.') {
            i--;
        }
        return i;
    }
}
