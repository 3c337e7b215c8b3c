package io.sillok.parsers.mask;

import java.util.Arrays;

/**
 * The lexical elements of a statement, side by side in arrays so that none of them is an object: kind, place in the array
 * of characters, and of words and names a hash of their lower-case form. White space is no token. Not thread-safe.
 */
final class SqlTokens {

    static final byte WORD = 0;

    /** In back-quotes or brackets: an identifier in every dialect that knows the form. */
    static final byte QUOTED_NAME = 1;

    /** In double quotes: an identifier or a string, by dialect and place. */
    static final byte DOUBLE_QUOTED = 2;

    static final byte STRING = 3;
    static final byte NUMBER = 4;
    static final byte PARAMETER = 5;
    static final byte COMMENT = 6;
    static final byte PUNCTUATION = 7;

    private static final int PLACE = (1 << 30) - 1;

    private final char[] s;

    /** Start and end in 30 bits each, above them the kind; negative if the token is a value. */
    private long[] places;

    /** Where further tokens come from. */
    private final SqlLexer lexer;

    private int[] hashes;
    private SqlWord[] words;
    private int count;

    SqlTokens(char[] s, SqlLexer lexer, int expected) {
        this.s = s;
        this.lexer = lexer;
        this.places = new long[expected];
        this.hashes = new int[expected];
        this.words = new SqlWord[expected];
    }

    void add(byte kind, int start, int end) {
        add(kind, start, end, 0, SqlWord.UNKNOWN);
    }

    void add(byte kind, int start, int end, int hash, SqlWord word) {
        int i = count++;
        if (i == places.length) {
            grow();
        }
        places[i] = ((long) kind << 60) | ((long) start << 30) | end;
        hashes[i] = hash;
        words[i] = word;
    }

    private void grow() {
        int size = count * 2;
        places = Arrays.copyOf(places, size);
        hashes = Arrays.copyOf(hashes, size);
        words = Arrays.copyOf(words, size);
    }

    /** How many were read so far. */
    int count() {
        return count;
    }

    /** Whether there is such a token; reads on up to it. */
    boolean has(int i) {
        return i < count || readTo(i);
    }

    private boolean readTo(int i) {
        while (i >= count) {
            if (!lexer.next()) {
                return false;
            }
        }
        return true;
    }

    byte kind(int i) {
        return (byte) (places[i] >>> 60 & 7);
    }

    /** From now on the token counts as a value. */
    void markValue(int i) {
        places[i] |= Long.MIN_VALUE;
    }

    boolean value(int i) {
        return places[i] < 0;
    }

    int start(int i) {
        return (int) (places[i] >>> 30) & PLACE;
    }

    int end(int i) {
        return (int) places[i] & PLACE;
    }

    /** {@link SqlWord#UNKNOWN} if it is none of the lists, or no word at all. */
    SqlWord word(int i) {
        return words[i];
    }

    /** Whether the token is that one mark; false behind the last one. */
    boolean is(int i, char mark) {
        return has(i) && kind(i) == PUNCTUATION && s[start(i)] == mark;
    }

    /** Whether no white space stands between the token and the one before it. */
    boolean joined(int i) {
        return i > 0 && end(i - 1) == start(i);
    }

    /** Whether the token goes on from another one that is no punctuation, as nothing does in a statement. */
    boolean glued(int i) {
        return joined(i) && kind(i - 1) != PUNCTUATION;
    }

    /** Where the name of a word or of quotes begins. */
    int nameStart(int i) {
        return kind(i) == WORD ? start(i) : start(i) + 1;
    }

    int nameEnd(int i) {
        return kind(i) == WORD ? end(i) : Math.max(start(i) + 1, end(i) - 1);
    }

    int hash(int i) {
        if (hashes[i] == 0) {
            hashes[i] = SqlWords.hash(s, nameStart(i), nameEnd(i));
        }
        return hashes[i];
    }

    boolean sameName(int a, int b) {
        return hash(a) == hash(b) && SqlWords.equalIgnoringCase(s, nameStart(a), nameEnd(a), nameStart(b), nameEnd(b));
    }
}
