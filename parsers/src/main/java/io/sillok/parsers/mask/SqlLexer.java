package io.sillok.parsers.mask;

/**
 * Splits SQL of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server into tokens, in one pass, one statement after the other.
 *
 * <p>It never fails: see {@link SqlLiterals} for what has no end. Not thread-safe.
 */
final class SqlLexer {

    /** How many tokens are read at once where they are read as they are asked for. */
    private static final int AHEAD = 4;

    /** The longest name in brackets or in loose quotes, with them and one more. */
    private static final int BRACKETED = 130;

    private static final int LOOSELY_QUOTED = 66;

    /** The longest mark of a literal between dollars. */
    private static final int DOLLAR_MARK = 64;

    private final SqlTokens tokens = new SqlTokens(this);

    private char[] s = {};
    private int to;
    private boolean loose;
    private int at;
    private boolean mysql;

    /** What was read of the statement that began last. */
    SqlTokens tokens() {
        return tokens;
    }

    /** Begins the statement {@code text[from, end)}; its tokens are read when they are asked for. */
    void begin(char[] text, int from, int end) {
        begin(text, from, end, false);
    }

    /** The same, and reads all its tokens. */
    void all(char[] text, int from, int end) {
        begin(text, from, end, false);
        read(Integer.MAX_VALUE);
    }

    /**
     * Begins where quotes prove nothing: quotes and comment marks are punctuation, short quoted names are names. Only for
     * what is shown by closed lists.
     */
    void beginLoose(char[] text, int from, int end) {
        begin(text, from, end, true);
    }

    private void begin(char[] text, int from, int end, boolean quotesProveNothing) {
        s = text;
        at = from;
        to = end;
        loose = quotesProveNothing;
        mysql = false;
        tokens.clear(text);
    }

    /** Reads on until there are some more tokens than {@code count}; false if there are not. */
    boolean readOn(int count) {
        read(count + AHEAD);
        return tokens.count() > count;
    }

    /** Reads until there are that many tokens, or no more. */
    private void read(int many) {
        char[] text = s;
        int end = to;
        int i = at;
        while (i < end && tokens.count() < many) {
            char c = text[i];
            int bits = SqlChars.of(c);
            if ((bits & SqlChars.SPACE) != 0) {
                i++;
            } else if ((bits & SqlChars.NAME_START) != 0) {
                i = word(i);
            } else if ((bits & SqlChars.MARK) != 0) {
                i = mark(i, 1);
            } else if ((bits & SqlChars.DIGIT) != 0) {
                i = add(SqlTokens.NUMBER, i, SqlLiterals.numberEnd(text, i, end));
            } else if (loose && (bits & SqlChars.DELIMITER) != 0) {
                i = looseDelimiter(i, c);
            } else {
                i = delimiter(i, c);
            }
        }
        at = i;
    }

    // Each of these adds a token and answers where it ends.

    private int delimiter(int start, char c) {
        return switch (c) {
            case '\'' -> quoted(SqlTokens.STRING, start, start + 1, c, mysql);
            case '"' -> quoted(SqlTokens.DOUBLE_QUOTED, start, start + 1, c, mysql);
            case '`' -> backQuoted(start);
            case '[' -> bracketed(start);
            case '-' -> dash(start);
            case '#' -> hash(start);
            case '/' ->
                next(start) == '*'
                        ? add(SqlTokens.COMMENT, start, SqlLiterals.commentEnd(s, start, to))
                        : mark(start, 1);
            case '$' -> dollar(start);
            case '?' -> add(SqlTokens.PARAMETER, start, start + 1);
            case ':' -> colon(start);
            case '.' ->
                SqlChars.digit(next(start)) && !afterName(start)
                        ? add(SqlTokens.NUMBER, start, SqlLiterals.numberEnd(s, start, to))
                        : mark(start, 1);
            default -> mark(start, 1);
        };
    }

    private int looseDelimiter(int start, char c) {
        int i = start + 1;
        int limit = Math.min(to, start + LOOSELY_QUOTED);
        int bits = 0;
        if (c == '`' || c == '"') {
            while (i < limit && SqlChars.namePart(s[i])) {
                bits |= SqlChars.inWord(s[i]);
                i++;
            }
            if (i < limit && s[i] == c && i > start + 1) {
                byte kind = c == '`' ? SqlTokens.QUOTED_NAME : SqlTokens.DOUBLE_QUOTED;
                tokens.add(kind, start, i + 1, SqlWord.UNKNOWN, bits);
                return i + 1;
            }
        }
        return mark(start, 1);
    }

    private int add(byte kind, int start, int end) {
        tokens.add(kind, start, end, SqlWord.UNKNOWN, SqlChars.WIDE);
        return end;
    }

    private int mark(int start, int length) {
        tokens.add((byte) s[start], start, start + length, SqlWord.UNKNOWN, 0);
        return start + length;
    }

    /** The character behind; NUL if none is. */
    private char next(int i) {
        return i + 1 < to ? s[i + 1] : '\0';
    }

    /** In {@code a.1} the dot separates; in {@code = .1} it belongs to the number. */
    private boolean afterName(int start) {
        int last = tokens.count() - 1;
        if (last < 0 || tokens.end(last) != start) {
            return false;
        }
        byte kind = tokens.kind(last);
        return kind == SqlTokens.WORD || kind == SqlTokens.QUOTED_NAME || kind == SqlTokens.NUMBER;
    }

    private int quoted(byte kind, int start, int from, char quote, boolean backslashEscapes) {
        return add(kind, start, SqlLiterals.quotedEnd(s, from, to, quote, backslashEscapes));
    }

    private int backQuoted(int start) {
        char[] text = s;
        int end = to;
        int i = start + 1;
        int bits = 0;
        while (i < end && text[i] != '`') {
            bits |= SqlChars.inWord(text[i]);
            i++;
        }
        if (i >= end) {
            return add(SqlTokens.STRING, start, end);
        }
        mysql = true;
        tokens.add(SqlTokens.QUOTED_NAME, start, i + 1, SqlWord.UNKNOWN, bits);
        return i + 1;
    }

    private int bracketed(int start) {
        int i = start + 1;
        int limit = mysql ? i : Math.min(to, start + BRACKETED);
        while (i < limit && (SqlChars.namePart(s[i]) || s[i] == ' ')) {
            i++;
        }
        boolean name =
                i < limit && s[i] == ']' && i > start + 1 && SqlChars.nameStart(s[start + 1]) && !afterName(start);
        return name ? add(SqlTokens.QUOTED_NAME, start, i + 1) : mark(start, 1);
    }

    private int dash(int start) {
        if (next(start) != '-') {
            return mark(start, 1);
        }
        // "5--1" is a subtraction in MySQL and a comment elsewhere
        boolean comment = start + 2 >= to || Character.isWhitespace(s[start + 2]);
        return add(SqlTokens.COMMENT, start, comment ? SqlLiterals.lineEnd(s, start, to) : to);
    }

    private int hash(int start) {
        char next = next(start);
        boolean operator = next == '#' || next == '>' || next == '-';
        return operator
                ? mark(start, 1)
                : add(SqlTokens.COMMENT, start, mysql ? SqlLiterals.lineEnd(s, start, to) : to);
    }

    private int dollar(int start) {
        int i = start + 1;
        if (SqlChars.digit(next(start))) {
            while (i < to && SqlChars.digit(s[i])) {
                i++;
            }
            return add(SqlTokens.PARAMETER, start, i);
        }
        int limit = Math.min(to, start + DOLLAR_MARK);
        while (i < limit && s[i] != '$' && SqlChars.namePart(s[i])) {
            i++;
        }
        return i < limit && s[i] == '$'
                ? add(SqlTokens.STRING, start, SqlLiterals.dollarQuotedEnd(s, start, i + 1, to))
                : mark(start, 1);
    }

    private int colon(int start) {
        if (next(start) == ':') {
            return mark(start, 2);
        }
        if (start + 1 >= to || !SqlChars.nameStart(s[start + 1])) {
            return mark(start, 1);
        }
        int end = start + 1;
        while (end < to && SqlChars.namePart(s[end])) {
            end++;
        }
        return add(SqlTokens.PARAMETER, start, end);
    }

    private int word(int start) {
        char[] text = s;
        int end = to;
        int i = start;
        int bits = 0;
        long last = 0;
        char c = 0;
        while (i < end) {
            c = text[i];
            int of = SqlChars.inWord(c);
            if ((of & SqlChars.NAME_PART) == 0) {
                break;
            }
            bits |= of;
            last = last << 8 | (of & 0x7f);
            i++;
        }
        if ((c == '\'' || c == '&') && !loose && i < end) {
            int string = SqlLiterals.introduced(text, start, i, end);
            if (string >= 0) {
                return quoted(SqlTokens.STRING, start, string, '\'', mysql || SqlLiterals.escapes(text[start]));
            }
        }
        int word = SqlChars.wide(bits)
                ? SqlWords.ofLower(SqlWords.lower(text, start, i))
                : SqlWords.of(text, start, i, last);
        tokens.add(SqlTokens.WORD, start, i, word, bits);
        return i;
    }
}
