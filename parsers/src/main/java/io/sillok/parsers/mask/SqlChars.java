package io.sillok.parsers.mask;

/**
 * What a character begins in SQL, what it can be part of, and what its presence says of a name, by one look into a table.
 * The bits of all characters of a word together tell what the word can be.
 */
final class SqlChars {

    // The lowest byte is the character in lower case.

    /** Begins a word. */
    static final int NAME_START = 1 << 8;

    static final int DIGIT = 1 << 9;

    /** Goes on a word. */
    static final int NAME_PART = 1 << 10;

    static final int SPACE = 1 << 11;

    /** Begins or ends something other than itself. */
    static final int DELIMITER = 1 << 12;

    /** A mark by itself, whatever stands around it. */
    static final int MARK = 1 << 13;

    private static final int UPPER = 1 << 14;

    /** A blank, a dash or an at sign, which are more common in values than in names. */
    private static final int UNUSUAL = 1 << 15;

    /** Stands in no name. */
    private static final int NO_NAME = 1 << 16;

    /** Stands in no name that people give to a column: anything but a lower-case letter and an underscore. */
    private static final int NO_COLUMN = 1 << 17;

    /** Beyond ASCII, or not looked at. */
    static final int WIDE = 1 << 18;

    private static final int OTHER_LETTER = WIDE | NAME_START | NAME_PART | NO_COLUMN;

    private static final int[] BITS = new int[128];

    static {
        for (char c = 0; c < 128; c++) {
            boolean lower = c >= 'a' && c <= 'z';
            boolean upper = c >= 'A' && c <= 'Z';
            boolean start = lower || upper || c == '_' || c == '@';
            boolean digit = c >= '0' && c <= '9';
            boolean part = start || digit || c == '$';
            boolean space = Character.isWhitespace(c);
            boolean unusual = c == ' ' || c == '-' || c == '@';
            boolean mark = !part && !space && "'\"`[-#/?:.".indexOf(c) < 0;
            BITS[c] = (upper ? c | 0x20 : c)
                    | (start ? NAME_START : 0)
                    | (digit ? DIGIT : 0)
                    | (part ? NAME_PART : 0)
                    | (space ? SPACE : 0)
                    | ("'\"`-#/$:".indexOf(c) >= 0 ? DELIMITER : 0)
                    | (mark ? MARK : 0)
                    | (upper ? UPPER : 0)
                    | (unusual ? UNUSUAL : 0)
                    | (part || unusual ? 0 : NO_NAME)
                    | (lower || c == '_' ? 0 : NO_COLUMN);
        }
    }

    private SqlChars() {}

    /** The bits of a character in or behind a word; beyond ASCII all are letters. */
    static int inWord(char c) {
        return c < 128 ? BITS[c] : OTHER_LETTER;
    }

    /** The bits of a character that stands anywhere. */
    static int of(char c) {
        return c < 128 ? BITS[c] : Character.isWhitespace(c) ? SPACE : OTHER_LETTER;
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean nameStart(char c) {
        return (inWord(c) & NAME_START) != 0;
    }

    static boolean namePart(char c) {
        return (inWord(c) & NAME_PART) != 0;
    }

    /** Whether characters beyond ASCII stand in a word of these bits, so that it must be looked at. */
    static boolean wide(int bits) {
        return (bits & WIDE) != 0;
    }

    /** Whether a word of these bits can be a name by its ASCII characters. */
    static boolean nameShaped(int bits) {
        return (bits & NO_NAME) == 0;
    }

    /** Whether it holds lower-case letters and underscores only, as people call columns, and generated secrets are not. */
    static boolean columnShaped(int bits) {
        return (bits & NO_COLUMN) == 0;
    }

    /** Whether a name of ASCII characters looks more like a value. */
    static boolean valueShaped(int bits) {
        return (bits & UNUSUAL) != 0 || (bits & (DIGIT | UPPER)) == (DIGIT | UPPER);
    }
}
