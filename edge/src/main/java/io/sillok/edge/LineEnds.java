package io.sillok.edge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Laravel writes the line ends in a context's JSON as they are, and what was masked in it comes back as JSON should be. A
 * masked record keeps its lines, as they are read one by one.
 */
final class LineEnds {

    private static final Pattern ESCAPED = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\n");

    private LineEnds() {}

    /** The masked text with line ends as the raw one has them, where it is certain that none stood there escaped. */
    static String as(String raw, String masked) {
        boolean escaped = raw.indexOf('\n') >= 0 && count(masked) < count(raw);
        if (!escaped || ESCAPED.matcher(raw).find()) {
            return masked;
        }
        return ESCAPED.matcher(masked).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "\n"));
    }

    private static long count(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }
}
