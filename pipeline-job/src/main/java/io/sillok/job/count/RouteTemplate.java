package io.sillok.job.count;

import java.util.regex.Pattern;

/**
 * What a path has in common with those of other requests to the same place: parts that name one thing among many become
 * {@code {id}}. Masked parts do too.
 */
final class RouteTemplate {

    static final String OTHER = "other";

    private static final int MOST_PARTS = 12;
    private static final int LONGEST_WORD = 40;

    /**
     * Numbers, UUIDs, hex of eight digits and more with a figure in it, anything with several figures, numbered files,
     * masks.
     */
    private static final Pattern NAMES_ONE = Pattern.compile("[0-9]+"
            + "|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
            + "|(?=[a-fA-F]*[0-9])[0-9a-fA-F]{8,}"
            + "|[^0-9]*[0-9]{2,}[^0-9]*(?:[0-9]+[^0-9]*)*"
            + "|[^0-9]*[-_][0-9]\\.[a-zA-Z0-9]{1,5}"
            + "|.*[<>*%@?{}\\[\\]].*");

    private static final Pattern SLUG = Pattern.compile("[^-_]+(?:[-_][^-_]+){3,}");

    private RouteTemplate() {}

    static String of(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return OTHER;
        }
        StringBuilder route = new StringBuilder(path.length());
        int parts = 0;
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (++parts > MOST_PARTS) {
                return route.append("/…").toString();
            }
            route.append('/').append(part(path.substring(from, to)));
            from = to + 1;
        }
        return route.toString();
    }

    /** Letters alone name no single thing: no pattern needs to be asked. */
    private static boolean isPlainWord(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return part.length() <= LONGEST_WORD;
    }

    private static String part(String part) {
        if (isPlainWord(part)) {
            return part;
        }
        boolean names = part.length() > LONGEST_WORD
                || NAMES_ONE.matcher(part).matches()
                || SLUG.matcher(part).matches();
        return names ? "{id}" : part;
    }
}
