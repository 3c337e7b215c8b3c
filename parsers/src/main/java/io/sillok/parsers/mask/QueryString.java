package io.sillok.parsers.mask;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Masks {@code key=value} pairs joined by ampersands, and the query part of URLs. Keys stay, so routes stay readable. */
public final class QueryString {

    private final TextMasker texts;

    QueryString(TextMasker texts) {
        this.texts = texts;
    }

    /** Masks the part behind {@code ?} of a URL or request target, its user info, and what its path shows by shape. */
    public String maskUrl(String url, MaskTally tally) {
        int question = url.indexOf('?');
        if (question < 0) {
            return texts.mask(url, tally);
        }
        String path = url.substring(0, question);
        String query = url.substring(question + 1);
        String shownPath = texts.mask(path, tally);
        String shownQuery = mask(query, tally);
        boolean same = shownPath.equals(path) && shownQuery.equals(query);
        return same ? url : shownPath + '?' + shownQuery;
    }

    /** Masks a query string or a form body. */
    public String mask(String query, MaskTally tally) {
        StringBuilder out = new StringBuilder(query.length());
        int from = 0;
        while (from <= query.length()) {
            int end = query.indexOf('&', from);
            int next = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', from);
            if (from > 0) {
                out.append('&');
            }
            if (equals < 0 || equals > next) {
                out.append(bare(query.substring(from, next), tally));
            } else {
                out.append(query, from, equals + 1)
                        .append(value(query.substring(from, equals), query.substring(equals + 1, next), tally));
            }
            from = next + 1;
        }
        String masked = out.toString();
        return masked.equals(query) ? query : masked;
    }

    private String bare(String part, MaskTally tally) {
        return part.isEmpty() ? part : judged(part, tally);
    }

    private String value(String key, String value, MaskTally tally) {
        if (value.isEmpty() || value.equals(MaskedText.MASK)) {
            return value;
        }
        return switch (texts.rules().key(decode(key))) {
            case SECRET, BINDINGS -> secret(value, tally);
            case ID -> KeyNames.idShaped(value) ? value : judged(value, tally);
            case STATEMENT, PLAIN -> exchanged(key, value) ? secret(value, tally) : judged(value, tally);
        };
    }

    private String secret(String value, MaskTally tally) {
        if (texts.rules().off(MaskRule.SECRET_KEY_NAME)) {
            return value;
        }
        tally.count(MaskRule.SECRET_KEY_NAME);
        return texts.rules().shown(MaskRule.SECRET_KEY_NAME, value, MaskedText.MASK);
    }

    /** What OAuth puts behind {@code code} and {@code state}; words and short numbers behind them are no secrets. */
    private static boolean exchanged(String key, String value) {
        boolean named = key.equals("code") || key.equals("state") || key.equals("ticket") || key.equals("key");
        return named && value.length() >= 8 && (value.length() >= 24 || Chars.mixed(value, 0, value.length()));
    }

    private String judged(String value, MaskTally tally) {
        String decoded = decode(value);
        String masked = texts.mask(decoded, tally);
        return masked.equals(decoded) ? value : masked.equals(MaskedText.MASK) ? masked : encode(masked);
    }

    private static String encode(String masked) {
        return masked.replace("%", "%25")
                .replace(" ", "+")
                .replace("&", "%26")
                .replace("\"", "%22")
                .replace("\n", "%0A")
                .replace("#", "%23");
    }

    /** Decoded once or twice, as long as that shows more; an odd escape leaves the value as it stands. */
    private static String decode(String value) {
        if (value.indexOf('%') < 0 && value.indexOf('+') < 0) {
            return value;
        }
        try {
            String once = URLDecoder.decode(value, StandardCharsets.UTF_8);
            boolean again = once.indexOf('%') >= 0 && value.contains("%25");
            return again ? URLDecoder.decode(once, StandardCharsets.UTF_8) : once;
        } catch (IllegalArgumentException e) {
            return value.replace("%40", "@").replace("%20", " ");
        }
    }
}
