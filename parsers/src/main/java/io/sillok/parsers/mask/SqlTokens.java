package io.sillok.parsers.mask;

import java.util.Arrays;

/**
 * The lexical elements of a statement, side by side in arrays so that none of them is an object: kind, place, of words what
 * the lists say of them, of words and names which characters they hold. White space is no token. The arrays serve one
 * statement after the other. Not thread-safe.
 */
final class SqlTokens {

    // The kind of a mark is the mark itself, which is ASCII.

    static final byte WORD = -1;

    /** In back-quotes or brackets: an identifier in every dialect that knows the form. */
    static final byte QUOTED_NAME = -2;

    /** In double quotes: an identifier or a string, by dialect and place. */
    static final byte DOUBLE_QUOTED = -3;

    static final byte STRING = -4;
    static final byte NUMBER = -5;
    static final byte PARAMETER = -6;
    static final byte COMMENT = -7;

    private static final int VALUE = Integer.MIN_VALUE;

    // Of each token, one behind the other: its form, which is the kind in the lowest byte, above it the bits of
    // SqlChars of
    // all its characters, and the sign for a value; its start; its end; its word.
    private static final int SHIFT = 2;
    private static final int START = 1;
    private static final int END = 2;
    private static final int WORD_OF = 3;

    /** Where further tokens come from. */
    private final SqlLexer lexer;

    private char[] s = {};
    private int[] fields = new int[128 << SHIFT];
    private int count;

    /** The tokens that are values, in order. */
    private int[] values = new int[32];

    private int valueCount;

    SqlTokens(SqlLexer lexer) {
        this.lexer = lexer;
    }

    /** Forgets all tokens; those to come stand in {@code text}. */
    void clear(char[] text) {
        s = text;
        count = 0;
        valueCount = 0;
    }

    /** @param bits of all characters, by {@link SqlChars} */
    void add(byte kind, int start, int end, int word, int bits) {
        int at = count++ << SHIFT;
        if (at == fields.length) {
            fields = Arrays.copyOf(fields, at * 2);
        }
        int[] of = fields;
        of[at] = (bits & ~0xff) | (kind & 0xff);
        of[at + START] = start;
        of[at + END] = end;
        of[at + WORD_OF] = word;
    }

    /** The first tokens, and where the next one begins, with positions that count from {@code from} on. */
    int[] copy(int many, int from) {
        int[] copy = Arrays.copyOf(fields, (many << SHIFT) + END);
        copy = Arrays.copyOf(copy, (many + 1) << SHIFT);
        copy[many << SHIFT] = 0;
        move(copy, copy.length, -from);
        return copy;
    }

    /** The tokens copied from a text that begins as {@code text} does from {@code from} on. */
    void recall(int[] copy, char[] text, int from) {
        clear(text);
        if (copy.length > fields.length) {
            fields = new int[copy.length * 2];
        }
        System.arraycopy(copy, 0, fields, 0, copy.length);
        count = copy.length >> SHIFT;
        move(fields, copy.length, from);
    }

    private static void move(int[] fields, int length, int by) {
        for (int at = 0; at < length; at += 1 << SHIFT) {
            fields[at + START] += by;
            fields[at + END] += by;
        }
    }

    /** The array that holds the statement. */
    char[] text() {
        return s;
    }

    /** The character that the token begins with. */
    char first(int i) {
        return s[start(i)];
    }

    /** How many there is room for. */
    int capacity() {
        return fields.length >> SHIFT;
    }

    /** How many were read so far. */
    int count() {
        return count;
    }

    /** Whether there is such a token; reads on up to it. */
    boolean has(int i) {
        return i < count || lexer.readOn(i);
    }

    byte kind(int i) {
        return (byte) fields[i << SHIFT];
    }

    /** The bits of all characters of a word or a name together, as {@link SqlChars} knows them. */
    int bits(int i) {
        return fields[i << SHIFT];
    }

    /** From now on the token counts as a value; in the order of the tokens. */
    void markValue(int i) {
        fields[i << SHIFT] |= VALUE;
        if (valueCount == values.length) {
            values = Arrays.copyOf(values, valueCount * 2);
        }
        values[valueCount++] = i;
    }

    boolean value(int i) {
        return fields[i << SHIFT] < 0;
    }

    /** How many were marked. */
    int valueCount() {
        return valueCount;
    }

    /** The token that was marked as the {@code nth} one. */
    int valueAt(int nth) {
        return values[nth];
    }

    int start(int i) {
        return fields[(i << SHIFT) + START];
    }

    int end(int i) {
        return fields[(i << SHIFT) + END];
    }

    int length(int i) {
        return end(i) - start(i);
    }

    /** {@link SqlWord#UNKNOWN} if it stands in none of the lists, or is no word at all. */
    int word(int i) {
        return fields[(i << SHIFT) + WORD_OF];
    }

    static boolean mark(byte kind) {
        return kind >= 0;
    }

    /** Whether the token is that mark, or begins with it; false behind the last one. */
    boolean is(int i, char mark) {
        return has(i) && kind(i) == mark;
    }

    /** Whether no white space stands between the token and the one before it. */
    boolean joined(int i) {
        return i > 0 && end(i - 1) == start(i);
    }

    /** Whether the token goes on from another one that is no mark, as nothing does in a statement. */
    boolean glued(int i) {
        return joined(i) && !mark(kind(i - 1));
    }

    /** Where the name of a word or of quotes begins. */
    int nameStart(int i) {
        return kind(i) == WORD ? start(i) : start(i) + 1;
    }

    int nameEnd(int i) {
        return kind(i) == WORD ? end(i) : Math.max(start(i) + 1, end(i) - 1);
    }

    /** Equal for all spellings of a name that are equal in lower case. */
    int hash(int i) {
        return SqlWords.hash(s, nameStart(i), nameEnd(i));
    }

    /** Whether another token, which may be of another reading of the same text, bears the same name. */
    boolean sameName(int i, SqlTokens others, int other) {
        int start = nameStart(i);
        int end = nameEnd(i);
        int otherStart = others.nameStart(other);
        int otherEnd = others.nameEnd(other);
        boolean wide = SqlChars.wide(bits(i) | others.bits(other));
        return (wide || end - start == otherEnd - otherStart)
                && SqlWords.equalIgnoringCase(s, start, end, otherStart, otherEnd);
    }
}
