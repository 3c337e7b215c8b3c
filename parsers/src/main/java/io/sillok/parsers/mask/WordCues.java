package io.sillok.parsers.mask;

import java.util.Collection;
import java.util.Set;

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
    static final int SCHEME = 32;
    static final int FRAME = 64;
    static final int DATA = 128;

    private static final int SIZE = 8192;

    /** Bits by a hash of the word's length and three of its letters; words of one place share their bits. */
    private static final short[] TABLE = new short[SIZE];

    static {
        put(SecretWords.cues(), PROSE);
        put(CommandLine.commands(), COMMAND);
        put(CommandLine.calls(), CALL);
        put(PathToken.cues(), PATH);
        put(SqlFinder.verbs(), STATEMENT);
        put(Set.of("bearer", "digest", "basic"), SCHEME);
        put(Set.of("php"), FRAME);
        put(Set.of("base64"), DATA);
    }

    private WordCues() {}

    private static void put(Collection<String> words, int cue) {
        for (String word : words) {
            int last = word.length() - 1;
            char second = word.charAt(Math.min(1, last));
            TABLE[index(word.charAt(0), second, word.charAt(last), last + 1)] |= (short) cue;
        }
    }

    /** What a word of these letters can announce: its first, its second and its last one, in either case. */
    static int of(char first, char second, char last, int length) {
        return TABLE[index(first, second, last, length)];
    }

    private static int index(char first, char second, char last, int length) {
        int hash = ((first | 0x20) * 31 + (second | 0x20)) * 31 + (last | 0x20);
        return (hash * 31 + length) & (SIZE - 1);
    }
}
