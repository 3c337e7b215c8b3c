package io.sillok.parsers.mask;

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
                if (text.contains(part) && !keptToo) {
                    return Optional.of(part);
                }
            }
        }
        return Optional.empty();
    }
}
