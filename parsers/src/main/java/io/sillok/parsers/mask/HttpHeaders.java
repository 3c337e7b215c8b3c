package io.sillok.parsers.mask;

import java.util.Locale;
import java.util.Set;

/** Masks the values of HTTP headers by their names. */
public final class HttpHeaders {

    private static final Set<String> SECRET = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "x-api-key",
            "x-auth-token",
            "x-csrf-token",
            "x-xsrf-token",
            "php-auth-pw",
            "php-auth-user",
            "x-amz-security-token");

    private final TextMasker texts;

    public HttpHeaders(TextMasker texts) {
        this.texts = texts;
    }

    /** @param name in any case, with dashes or underscores */
    public String mask(String name, String value, MaskTally tally) {
        String header = name.toLowerCase(Locale.ROOT).replace('_', '-');
        MaskRules rules = texts.rules();
        boolean secret = SECRET.contains(header) && !value.isEmpty() && !value.equals("-");
        if (secret && !rules.off(MaskRule.SECRET_AUTHORIZATION)) {
            tally.count(MaskRule.SECRET_AUTHORIZATION);
            return rules.shown(MaskRule.SECRET_AUTHORIZATION, value, MaskedText.MASK);
        }
        return header.equals("referer") || header.equals("location")
                ? texts.queries().maskUrl(value, tally)
                : texts.mask(value, tally);
    }
}
