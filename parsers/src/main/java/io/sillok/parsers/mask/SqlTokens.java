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

    /** How many are read at once where they are read as they are asked for. */
    private static final int AHEAD = 6;

    /** Where further tokens come from. */
    private final SqlLexer lexer;

    private char[] s = {};

    /** The kind in the lowest byte, above it the bits of {@link SqlLexer} of all characters, the sign for a value. */
    private int[] forms = new int[128];

    private int[] starts = new int[128];
    private int[] ends = new int[128];
    private int[] words = new int[128];
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

    /** @param bits of all characters, by {@link SqlLexer} */
    void add(byte kind, int start, int end, int word, int bits) {
        int i = count;
        if (i == forms.length) {
            grow();
        }
        forms[i] = (bits & ~0xff) | (kind & 0xff);
        starts[i] = start;
        ends[i] = end;
        words[i] = word;
        count = i + 1;
    }

    private void grow() {
        int size = count * 2;
        forms = Arrays.copyOf(forms, size);
        starts = Arrays.copyOf(starts, size);
        ends = Arrays.copyOf(ends, size);
        words = Arrays.copyOf(words, size);
    }

    /** How many there is room for. */
    int capacity() {
        return forms.length;
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
        while (count <= i + AHEAD && lexer.next()) {
            // each call adds one
        }
        return i < count;
    }

    byte kind(int i) {
        return (byte) forms[i];
    }

    /** The bits of all characters of a word or a name together, as {@link SqlLexer} knows them. */
    int bits(int i) {
        return forms[i];
    }

    /** From now on the token counts as a value; in the order of the tokens. */
    void markValue(int i) {
        forms[i] |= VALUE;
        if (valueCount == values.length) {
            values = Arrays.copyOf(values, valueCount * 2);
        }
        values[valueCount++] = i;
    }

    boolean value(int i) {
        return forms[i] < 0;
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
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    int length(int i) {
        return ends[i] - starts[i];
    }

    /** {@link SqlWord#UNKNOWN} if it stands in none of the lists, or is no word at all. */
    int word(int i) {
        return words[i];
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
        return i > 0 && ends[i - 1] == starts[i];
    }

    /** Whether the token goes on from another one that is no mark, as nothing does in a statement. */
    boolean glued(int i) {
        return joined(i) && !mark(kind(i - 1));
    }

    /** Where the name of a word or of quotes begins. */
    int nameStart(int i) {
        return kind(i) == WORD ? starts[i] : starts[i] + 1;
    }

    int nameEnd(int i) {
        return kind(i) == WORD ? ends[i] : Math.max(starts[i] + 1, ends[i] - 1);
    }

    /** Equal for all spellings of a name that are equal in lower case. */
    int hash(int i) {
        return SqlWords.hash(s, nameStart(i), nameEnd(i));
    }

    /** Whether another token, which may be of another reading of the same text, bears the same name. */
    boolean sameName(int i, SqlTokens others, int other) {
        return SqlWords.equalIgnoringCase(s, nameStart(i), nameEnd(i), others.nameStart(other), others.nameEnd(other));
    }
}
