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

    /** A power of two, many times the number of words. */
    private static final int SIZE = 4096;

    /** The length of a longer word counts as that. */
    private static final int LONG = 31;

    /** By the word's length and three of its letters: these, and below them the bits; a place that is taken passes on. */
    private static final int[] TABLE = new int[SIZE];

    /** By a word's length and first letter, as a sum of bits, the last letters of words of the table: most words fail here. */
    private static final int[] LASTS = new int[1024];

    static {
        put(SecretWords.cues(), PROSE);
        put(CommandLine.commands(), COMMAND);
        put(CommandLine.calls(), CALL);
        put(PathToken.cues(), PATH);
        put(SqlFinder.verbs(), STATEMENT);
        put(Set.of("bearer", "digest", "basic"), SCHEME);
        put(Set.of("php"), FRAME);
        put(Set.of("base64"), DATA);
        put(AnnouncedRule.hashSchemes(), DATA);
    }

    private WordCues() {}

    private static void put(Collection<String> words, int cue) {
        for (String word : words) {
            int last = word.length() - 1;
            char second = word.charAt(Math.min(1, last));
            int key = key(word.charAt(0), second, word.charAt(last), last + 1);
            TABLE[place(key)] = key << 8 | of(key) | cue;
            LASTS[(Math.min(last + 1, LONG) << 5) | (word.charAt(0) & 31)] |= 1 << (word.charAt(last) & 31);
        }
    }

    /** What a word of these letters can announce: its first, its second and its last one, in either case. */
    static int of(char first, char second, char last, int length) {
        return likely(first, last, length) ? of(key(first, second, last, length)) : 0;
    }

    /** Whether a word that begins and ends so can announce anything. */
    static boolean likely(char first, char last, int length) {
        int lasts = LASTS[(Math.min(length, LONG) << 5) | (first & 31)];
        return (lasts >>> (last & 31) & 1) != 0;
    }

    private static int of(int key) {
        return TABLE[place(key)] & 0xff;
    }

    private static int place(int key) {
        int place = (key * 0x9E3779B1) >>> 20;
        while (TABLE[place] != 0 && TABLE[place] >>> 8 != key) {
            place = (place + 1) & (SIZE - 1);
        }
        return place;
    }

    private static int key(char first, char second, char last, int length) {
        return (first & 31) << 15 | (second & 31) << 10 | (last & 31) << 5 | Math.min(length, LONG);
    }
}
