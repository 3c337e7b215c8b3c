package io.sillok.parsers.mask;

/** What a character can begin or be part of, by one look into a table. */
final class Chars {

    /** A part of a word: a letter, a digit, an underscore; everything beyond ASCII. */
    static final int WORD = 1;

    static final int DIGIT = 1 << 1;

    static final int UPPER = 1 << 2;

    /** Something that is masked begins with it, and no word does. */
    static final int MARK = 1 << 3;

    /** The sign of an address can begin with it, under any encoding. */
    static final int SIGN = 1 << 4;

    /** Between a key and its value stands at least one of these. */
    static final int PAIR = 1 << 5;

    /** Behind it a driver's message may show a value. */
    static final int DRIVER = 1 << 6;

    /** A part of an address before its sign, besides those of words. */
    static final int ADDRESS = 1 << 7;

    static final int UNDERSCORE = 1 << 8;

    static final int NEWLINE = 1 << 9;

    /** When it stands directly behind a word, the word is no key. */
    static final int ENDS_NO_KEY = 1 << 10;

    static final int QUOTE = 1 << 11;

    /** {@link TextMarks} looks at what stands around it. */
    static final int LOOK = 1 << 12;

    /** Ends a number or a word in JSON. */
    static final int JSON_END = 1 << 13;

    /** Can stand in a number in JSON. */
    static final int NUMBER = 1 << 14;

    /** Behind a word and a blank it can separate a key from its value, or go on the gap. */
    static final int SEPARATES = 1 << 15;

    private static final int[] BITS = new int[128];

    static {
        add(WORD | DIGIT, "0123456789");
        add(WORD | UPPER, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        add(WORD, "abcdefghijklmnopqrstuvwxyz_");
        add(MARK, "([#$+-?&:%@");
        add(SIGN, "@%\\&");
        add(PAIR, "=:>(-%&");
        add(DRIVER, "'\"(:[");
        add(ADDRESS, ".+-%");
        add(UNDERSCORE, "_");
        add(NEWLINE, "\n");
        add(QUOTE, "'\"");
        add(LOOK, "'\"(:[\n@%\\&");
        add(JSON_END, ",]} \n\r\t");
        add(NUMBER, "0123456789+-.eE");
        add(SEPARATES, " \t=:%");
        add(ENDS_NO_KEY, ",)}{/;!?|+*<~^$#\r\n");
    }

    private Chars() {}

    private static void add(int bit, String chars) {
        for (char c : chars.toCharArray()) {
            BITS[c] |= bit;
        }
    }

    static int bits(char c) {
        return c < 128 ? BITS[c] : WORD;
    }

    /** The first character from {@code from} on that has one of the bits; the text's length if none has. */
    static int next(Text text, int anyOf, int from) {
        char[] chars = text.array();
        int end = text.base() + text.length();
        int i = text.base() + from;
        while (i < end && (bits(chars[i]) & anyOf) == 0) {
            i++;
        }
        return i - text.base();
    }

    /** Whether each character in {@code [from, to)} has one of the bits. */
    static boolean all(Text text, int anyOf, int from, int to) {
        char[] chars = text.array();
        int end = text.base() + to;
        for (int i = text.base() + from; i < end; i++) {
            if ((bits(chars[i]) & anyOf) == 0) {
                return false;
            }
        }
        return true;
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean letter(char c) {
        return upper(c) || (c >= 'a' && c <= 'z');
    }

    static boolean alnum(char c) {
        return digit(c) || letter(c);
    }

    static boolean wordPart(char c) {
        return (bits(c) & WORD) != 0;
    }

    static boolean emailPart(char c) {
        return (bits(c) & (WORD | ADDRESS)) != 0;
    }

    /** Whether letters and digits stand in it, as in no word of a language. */
    static boolean mixed(CharSequence s, int from, int end) {
        boolean digit = false;
        boolean letter = false;
        for (int i = from; i < end; i++) {
            char c = s.charAt(i);
            digit |= digit(c);
            letter |= letter(c);
        }
        return digit && letter;
    }
}
