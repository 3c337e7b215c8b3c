package io.sillok.parsers.mask;

import java.util.Locale;
import java.util.Set;

/** What programs write where they took a secret out themselves. */
final class Placeholder {

    private static final Set<String> WORDS = Set.of("redacted", "filtered", "masked", "hidden", "removed", "scrubbed");

    private static final int LONGEST = 32;

    private Placeholder() {}

    /** {@code ********}, {@code [FILTERED]}, {@code <redacted>} */
    static boolean stands(CharSequence value) {
        int length = value.length();
        if (length < 3 || length > LONGEST) {
            return false;
        }
        char first = value.charAt(0);
        if (first == '*') {
            return value.chars().allMatch(c -> c == '*');
        }
        // Without brackets it may be somebody's password.
        boolean bracketed = first == '[' || first == '<' || first == '(' || first == '{';
        return bracketed
                && WORDS.contains(value.subSequence(1, length - 1).toString().toLowerCase(Locale.ROOT));
    }
}
