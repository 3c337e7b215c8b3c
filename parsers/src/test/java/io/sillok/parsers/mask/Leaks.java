package io.sillok.parsers.mask;

import java.util.List;
import java.util.Optional;

/** Whether anything that was planted in a case is left in what was made of it. */
final class Leaks {

    /** Characters of a secret that count as a leak. */
    private static final int PIECE = 6;

    private Leaks() {}

    /** A piece of a secret of the case that a text still holds; what must stay holds the same digits now and then. */
    static Optional<String> find(HostileCase hostile, String text) {
        for (String secret : hostile.secrets()) {
            // Of much random hex six digits may well stand elsewhere too.
            int piece = secret.length() >= 30 ? 2 * PIECE : PIECE;
            for (int i = 0; i + piece <= secret.length(); i++) {
                String part = secret.substring(i, i + piece);
                boolean keptToo = hostile.kept().stream().anyMatch(word -> word.contains(part));
                if (text.contains(part) && !keptToo && !elsewhere(hostile, part)) {
                    return Optional.of(part);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether what is no secret in the case spells the same. */
    private static boolean elsewhere(HostileCase hostile, String part) {
        String rest = hostile.text();
        for (String secret : hostile.secrets()) {
            rest = rest.replace(secret, "");
        }
        return withoutStump(rest, hostile.secrets()).contains(part);
    }

    /** Without the secret that the text was cut in. */
    private static String withoutStump(String text, List<String> secrets) {
        int stump = 0;
        for (String secret : secrets) {
            for (int length = secret.length() - 1; length > stump; length--) {
                stump = text.endsWith(secret.substring(0, length)) ? length : stump;
            }
        }
        return text.substring(0, text.length() - stump);
    }
}
