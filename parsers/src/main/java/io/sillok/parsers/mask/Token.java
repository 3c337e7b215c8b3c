package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.Set;

/**
 * Tokens, keys and hashes, by a vendor's prefix or by their looks. Each method answers where the secret that starts at {@code at} ends, or -1;
 * each looks at a bounded stretch of text or at a stretch its caller then skips, so scanning stays linear.
 */
final class Token {

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
        "dG9r",
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
        "glft-",
        "glagent-",
        "glsoat-",
        "glffct-",
        "glimt-",
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
        "ABIA",
        "ACCA",
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
        "ntn_",
        "secret_",
        "glsa_",
        "glc_",
        "gsk_",
        "sbp_",
        "dp.pt.",
        "dp.st.",
        "pplx-",
        "nvapi-",
        "pk.eyJ",
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
        "xsmtpsib-",
        "FLWSECK",
        "rzp_live_",
        "rzp_test_",
        "access-sandbox-",
        "access-development-",
        "access-production-",
        "HRKU-",
        "CCIPAT_",
        "bkua_",
        "dckr_oat_",
        "CLOJARS_",
        "packagist_",
        "sqp_",
        "squ_",
        "sqa_",
        "fo1_",
        "fm2_",
        "nfp_",
        "sb_secret_",
        "pscale_tkn_",
        "pscale_pw_",
        "r8_",
        "tfp_",
        "pat-na1-",
        "pat-eu1-",
        "shprt_",
        "shpua_",
        "shippo_live_",
        "shippo_test_",
        "duffel_live_",
        "duffel_test_",
        "pnu_",
        "rdme_",
        "ops_eyJ",
        "AGE-SECRET-KEY-",
        "base64:"
    };

    /** The first three characters of each prefix, by a hash: most words begin with none of them. */
    private static final boolean[] BEGINS = new boolean[4096];

    /** No run of words with dots, dashes and slashes between them is longer, in characters. */
    static final int LONGEST_WORDS = 512;

    private static final int LEAST_HEX = 16;

    private static final int LEAST_CAPITALS = 20;

    private static final int LEAST_IN_BOTH_CASES = 30;

    /** The same behind {@code base64:}, where no word follows. */
    private static final int LEAST_OF_DATA = 20;

    /** In both cases and without a mark, where the prefix is no word that names are made with: what is left of one that was cut. */
    private static final int LEAST_WHOLE = 12;

    /** Of these tokens a piece can look like any word, and where the text ends it may have been cut. */
    private static final String LETTERS_ONLY = "hf_";

    private static final Set<String> WORDS = Set.of("key-", "re_", "pul-", "dapi", "base64:");

    private static final String[][] BY_FIRST = new String[128][];

    static {
        for (char c = 0; c < 128; c++) {
            String first = String.valueOf(c);
            BY_FIRST[c] = Arrays.stream(TOKEN_PREFIXES)
                    .filter(prefix -> prefix.startsWith(first))
                    .toArray(String[]::new);
        }
        for (String prefix : TOKEN_PREFIXES) {
            BEGINS[begin(prefix.charAt(0), prefix.charAt(1), prefix.charAt(2))] = true;
        }
        BEGINS[begin('e', 'y', 'J')] = true;
    }

    private static int begin(char first, char second, char third) {
        return (first * 961 + second * 31 + third) & (BEGINS.length - 1);
    }

    /** Whether a token with a known beginning may stand here; cheap, and mostly no. */
    static boolean begins(char first, char second, char third) {
        return BEGINS[begin(first, second, third)];
    }

    private Token() {}

    /** A JSON Web Token: at least its header and a piece of its payload. */
    static int jwt(Text s, int at, int to) {
        if (!s.startsWith("eyJ", at)) {
            return -1;
        }
        int i = end(s, at, to);
        return i - at >= 12 ? i : -1;
    }

    /** A token with a known vendor's prefix. */
    static int prefixed(Text s, int at, int to) {
        char first = s.charAt(at);
        if (first > 127) {
            return -1;
        }
        for (String prefix : BY_FIRST[first]) {
            if (s.startsWith(prefix, at)) {
                int end = end(s, at + prefix.length(), to);
                boolean common = prefix.equals("secret_") || prefix.length() < 6 || prefix.endsWith(":");
                int length = end - at - prefix.length();
                boolean token = length >= least(prefix, common)
                        && (!common
                                || length > LONGEST_WORDS
                                || Chars.mixed(s, at + prefix.length(), end)
                                || (length >= (prefix.endsWith(":") ? LEAST_OF_DATA : LEAST_IN_BOTH_CASES)
                                        && bothCases(s, at + prefix.length(), end))
                                || (!WORDS.contains(prefix) && whole(s, at + prefix.length(), end))
                                || capitals(s, at, end)
                                || (end == to && prefix.equals(LETTERS_ONLY))
                                || (length >= LEAST_CAPITALS && capitals(s, at + prefix.length(), end))
                                || (end == to && !WORDS.contains(prefix) && alnum(s, at + prefix.length(), end))
                                || hex(s, at + prefix.length(), end));
                return token ? end : -1;
            }
        }
        return -1;
    }

    private static boolean bothCases(Text s, int from, int end) {
        boolean upper = false;
        boolean lower = false;
        for (int i = from; i < end; i++) {
            upper |= Chars.upper(s.charAt(i));
            lower |= Chars.letter(s.charAt(i)) && !Chars.upper(s.charAt(i));
        }
        return upper && lower;
    }

    private static int least(String prefix, boolean common) {
        if (prefix.equals("secret_")) {
            return 32;
        }
        return !common ? 3 : WORDS.contains(prefix) ? 12 : 6;
    }

    private static boolean whole(Text s, int from, int end) {
        return end - from >= LEAST_WHOLE && bothCases(s, from, end) && alnum(s, from, end);
    }

    /** Of a token that the text's end cut, small letters may be all that is left. */
    private static boolean alnum(Text s, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Chars.alnum(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean capitals(Text s, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Chars.upper(s.charAt(i)) && !Chars.digit(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Of figures alone too, which mix nothing. */
    private static boolean hex(Text s, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            if (!Chars.digit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return end - from >= LEAST_HEX;
    }

    /**
     * {@code MTk4….Cl2FMQ.…} as a bot's of Discord, whose three parts dots divide; a service's of an older Vault, behind
     * {@code s.}; a key of Mailchimp's, behind {@code md-}.
     */
    static int inParts(Text s, int at, int end, int to) {
        int length = end - at;
        boolean vault = length == 24 && s.startsWith("s.", at - 2) && (at == 2 || !Chars.wordPart(s.charAt(at - 3)));
        boolean mailchimp = length == 22 && s.startsWith("md-", at - 3);
        if ((vault || mailchimp) && Chars.mixed(s, at, end)) {
            return end;
        }
        if (length < 23 || length > 28 || s.charAt(at) < 'M' || s.charAt(at) > 'O') {
            return -1;
        }
        int time = part(s, end, to);
        int sign = time - end < 7 || time - end > 8 ? end : part(s, time, to);
        return sign - time > 27 ? sign : -1;
    }

    /** Behind a dot, of letters, digits, dashes and underscores. */
    private static int part(Text s, int dot, int to) {
        int i = dot;
        while (i < to && (i == dot ? s.charAt(i) == '.' : Chars.alnum(s.charAt(i)) || "_-".indexOf(s.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    static int end(Text s, int at, int to) {
        int i = at;
        while (i < to && (Chars.alnum(s.charAt(i)) || "_-.~+/=".indexOf(s.charAt(i)) >= 0)) {
            i++;
        }
        while (i > at && s.charAt(i - 1) == '.') {
            i--;
        }
        return i;
    }
    /** A password hash as {@code password_hash} or crypt writes it: {@code $2y$…}, {@code $argon2id$…}, {@code $6$…}. */
    static int passwordHash(Text s, int at, int to) {
        int second = s.indexOf('$', at + 1, at + 13);
        if (second < 0 || second >= to || second == at + 1) {
            return -1;
        }
        for (int i = at + 1; i < second; i++) {
            if (!Chars.alnum(s.charAt(i))) {
                return -1;
            }
        }
        int i = second;
        while (i < to && (Chars.alnum(s.charAt(i)) || "$./+=,-".indexOf(s.charAt(i)) >= 0)) {
            i++;
        }
        return i - at >= 8 ? i : -1;
    }

    /** {@code 17|…} as Sanctum's, {@code 123456789:AA…} as a chat bot's: a number, a mark, and what is mixed and long. */
    static int numbered(Text s, int at, int end, int to) {
        if (s.startsWith("1//0", at)) {
            int refresh = end(s, at, to);
            return refresh - at > 20 ? refresh : -1;
        }
        if (end + 20 > to || (s.charAt(end) != '|' && s.charAt(end) != ':')) {
            return -1;
        }
        int i = end + 1;
        while (i < to && (Chars.alnum(s.charAt(i)) || s.charAt(i) == '_' || s.charAt(i) == '-')) {
            i++;
        }
        return i - end > 24 && Chars.mixed(s, end + 1, i) ? i : -1;
    }

    /** An account's id as Twilio writes it, two letters and hex of 32; a license of New Relic's, hex of 36 and its name. */
    static int account(Text s, int at, int end) {
        boolean twilio = end - at == 34 && (s.startsWith("AC", at) || s.startsWith("SK", at));
        boolean newRelic = end - at == 40 && s.startsWith("NRAL", end - 4);
        return (twilio && ofHex(s, at + 2, end)) || (newRelic && ofHex(s, at, end - 4)) ? end : -1;
    }

    private static boolean ofHex(Text s, int from, int end) {
        for (int i = from; i < end; i++) {
            if (Character.digit(s.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
