package io.sillok.parsers.mask;

/** What the characters of a token tell of it: whether it can be a name, and whether it looks like one that people give. */
final class SqlNameShapes {

    /** In characters; longer ones are no identifiers in any dialect that pastes values. */
    private static final int LONGEST = 64;

    /** People call no column by more characters. */
    private static final int LONGEST_COLUMN = 40;

    private final SqlTokens tokens;

    SqlNameShapes(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** Whether it can be a name at all. */
    boolean name(int token) {
        int length = tokens.nameEnd(token) - tokens.nameStart(token);
        int bits = tokens.bits(token);
        return length > 0
                && length <= LONGEST
                && SqlChars.nameShaped(bits)
                && (!SqlChars.wide(bits) || wideName(token));
    }

    private boolean wideName(int token) {
        char[] s = tokens.text();
        for (int i = tokens.nameStart(token); i < tokens.nameEnd(token); i++) {
            char c = s[i];
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '$' && c != '@' && c != '-' && c != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Whether a bare word holds lower-case letters and underscores only, as people call columns, and secrets are not. */
    boolean column(int word) {
        return SqlChars.columnShaped(tokens.bits(word)) && tokens.length(word) <= LONGEST_COLUMN;
    }

    /** Whether an underscore stands within a word, and none begins it. */
    boolean underscored(int word) {
        char[] s = tokens.text();
        for (int i = tokens.start(word) + 1; i < tokens.end(word); i++) {
            if (s[i] == '_') {
                return s[tokens.start(word)] != '_';
            }
        }
        return false;
    }

    /** Whether it is made of everyday words of schemas. */
    boolean schema(int token) {
        return SqlWords.schemaName(tokens.text(), tokens.nameStart(token), tokens.nameEnd(token));
    }

    /** Whether a name looks more like a value: a blank, a dash or an at sign stand in it, or digits and upper case. */
    boolean value(int token) {
        int bits = tokens.bits(token);
        return SqlChars.wide(bits) ? wideValue(token) : SqlChars.valueShaped(bits);
    }

    private boolean wideValue(int token) {
        char[] s = tokens.text();
        boolean digit = false;
        boolean upper = false;
        for (int i = tokens.nameStart(token); i < tokens.nameEnd(token); i++) {
            char c = s[i];
            if (c == ' ' || c == '@' || c == '-') {
                return true;
            }
            digit |= Character.isDigit(c);
            upper |= Character.isUpperCase(c);
        }
        return digit && upper;
    }
}
