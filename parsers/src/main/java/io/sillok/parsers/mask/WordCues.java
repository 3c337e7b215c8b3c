package io.sillok.parsers.mask;

import java.util.Collection;

/**
 * Says of a word what it can announce, by one look into a table: most words announce nothing, and that must be cheap. A
 * word of the table is only a candidate; whoever is asked about it decides.
 */
final class WordCues {

    static final int PROSE = 1;
    static final int COMMAND = 2;
    static final int PATH = 4;
    static final int CALL = 8;
    static final int STATEMENT = 16;

    private static final int SIZE = 8192;

    /** Bits by the hash of the lower-case word; words of one place share their bits. */
    private static final byte[] TABLE = new byte[SIZE];

    static {
        put(SecretWords.cues(), PROSE);
        put(CommandLine.commands(), COMMAND);
        put(CommandLine.calls(), CALL);
        put(PathToken.cues(), PATH);
        put(SqlFinder.verbs(), STATEMENT);
    }

    private WordCues() {}

    private static void put(Collection<String> words, int cue) {
        for (String word : words) {
            int hash = 0;
            for (int i = 0; i < word.length(); i++) {
                hash = next(hash, word.charAt(i));
            }
            TABLE[index(hash)] |= (byte) cue;
        }
    }

    /** The hash of a word that goes on with {@code c}; 0 is the empty word's. */
    static int next(int hash, char c) {
        return hash * 31 + (c | 0x20);
    }

    /** What a word of this hash can announce. */
    static int of(int hash) {
        return TABLE[index(hash)];
    }

    private static int index(int hash) {
        return (hash ^ (hash >>> 13)) & (SIZE - 1);
    }
}
