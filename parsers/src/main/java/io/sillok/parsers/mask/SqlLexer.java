package io.sillok.parsers.mask;

/**
 * Splits SQL of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server into tokens, in one pass.
 *
 * <p>It never fails: an unfinished literal, and one whose end the dialects disagree about, runs to the end of the text,
 * so that a reading that shows less always wins.
 */
final class SqlLexer {

    // What a character begins, what it can be part of, and what its presence says of a name.

    private static final int NAME_START = 1 << 8;
    private static final int DIGIT = 1 << 9;
    private static final int NAME_PART = 1 << 10;
    private static final int SPACE = 1 << 11;
    private static final int LOOSE_MARK = 1 << 12;
    private static final int UPPER = 1 << 13;

    /** A blank, a dash or an at sign, which are more common in values than in names. */
    private static final int UNUSUAL = 1 << 14;

    /** Stands in no name. */
    private static final int NO_NAME = 1 << 15;

    /** Stands in no name that people give to a column: anything but a lower-case letter and an underscore. */
    private static final int NO_COLUMN = 1 << 16;

    /** Beyond ASCII. */
    private static final int WIDE = 1 << 17;

    private static final int OTHER_LETTER = WIDE | NAME_START | NAME_PART | NO_COLUMN;

    /** By ASCII character: the bits, and below them the character in lower case. */
    private static final int[] CLASS = new int[128];

    static {
        for (char c = 0; c < 128; c++) {
            boolean lower = c >= 'a' && c <= 'z';
            boolean upper = c >= 'A' && c <= 'Z';
            boolean start = lower || upper || c == '_' || c == '@';
            boolean digit = c >= '0' && c <= '9';
            boolean part = start || digit || c == '$';
            boolean unusual = c == ' ' || c == '-' || c == '@';
            CLASS[c] = (upper ? c | 0x20 : c)
                    | (start ? NAME_START : 0)
                    | (digit ? DIGIT : 0)
                    | (part ? NAME_PART : 0)
                    | (Character.isWhitespace(c) ? SPACE : 0)
                    | ("'\"`-#/$:".indexOf(c) >= 0 ? LOOSE_MARK : 0)
                    | (upper ? UPPER : 0)
                    | (unusual ? UNUSUAL : 0)
                    | (part || unusual ? 0 : NO_NAME)
                    | (lower || c == '_' ? 0 : NO_COLUMN);
        }
    }

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
        boolean more = true;
        while (more) {
            more = next();
        }
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

    /** Whether a word or a name of these bits can be one by its characters; those beyond ASCII are left to be looked at. */
    static boolean nameShaped(int bits) {
        return (bits & NO_NAME) == 0;
    }

    /** Whether it holds lower-case letters and underscores only, as people call columns, and generated secrets are not. */
    static boolean columnShaped(int bits) {
        return (bits & NO_COLUMN) == 0;
    }

    /** Whether a name looks more like a value; those beyond ASCII are left to be looked at. */
    static boolean valueShaped(int bits) {
        return (bits & UNUSUAL) != 0 || (bits & (DIGIT | UPPER)) == (DIGIT | UPPER);
    }

    /** Whether characters beyond ASCII stand in it. */
    static boolean wide(int bits) {
        return (bits & WIDE) != 0;
    }

    /** Reads one more token; false if there is none. */
    boolean next() {
        char[] text = s;
        int end = to;
        int i = at;
        int bits = SPACE;
        char c = ' ';
        while (i < end) {
            c = text[i];
            bits = c < 128 ? CLASS[c] : Character.isWhitespace(c) ? SPACE : NAME_START;
            if ((bits & SPACE) == 0) {
                break;
            }
            i++;
        }
        at = i;
        if (i >= end) {
            return false;
        }
        if ((bits & NAME_START) != 0) {
            word(i);
        } else if ((bits & DIGIT) != 0) {
            add(SqlTokens.NUMBER, i, numberEnd(i));
        } else if (loose && (bits & LOOSE_MARK) != 0) {
            looseMark(i, c);
        } else {
            mark(i, c);
        }
        return true;
    }

    private void mark(int start, char c) {
        switch (c) {
            case '\'' -> add(SqlTokens.STRING, start, quotedEnd(start + 1, '\'', mysql));
            case '"' -> add(SqlTokens.DOUBLE_QUOTED, start, quotedEnd(start + 1, '"', mysql));
            case '`' -> backQuoted(start);
            case '[' -> bracketed(start);
            case '-' -> dash(start);
            case '#' -> hash(start);
            case '/' -> slash(start);
            case '$' -> dollar(start);
            case '?' -> add(SqlTokens.PARAMETER, start, start + 1);
            case ':' -> colon(start);
            case '.' -> {
                if (start + 1 < to && isDigit(s[start + 1]) && !afterName()) {
                    add(SqlTokens.NUMBER, start, numberEnd(start));
                } else {
                    addMark(start, 1);
                }
            }
            default -> addMark(start, 1);
        }
    }

    private void looseMark(int start, char c) {
        int i = start + 1;
        int limit = Math.min(to, start + 66);
        while (i < limit && isNamePart(s[i])) {
            i++;
        }
        boolean name = (c == '`' || c == '"') && i < limit && s[i] == c && i > start + 1;
        if (name) {
            add(c == '`' ? SqlTokens.QUOTED_NAME : SqlTokens.DOUBLE_QUOTED, start, i + 1);
        } else {
            addMark(start, 1);
        }
    }

    private void add(byte kind, int start, int end) {
        tokens.add(kind, start, end, SqlWord.UNKNOWN, WIDE);
        at = end;
    }

    private void addMark(int start, int length) {
        tokens.add((byte) s[start], start, start + length, SqlWord.UNKNOWN, 0);
        at = start + length;
    }

    /** In {@code a.1} the dot separates; in {@code = .1} it belongs to the number. */
    private boolean afterName() {
        int last = tokens.count() - 1;
        if (last < 0 || tokens.end(last) != at) {
            return false;
        }
        byte kind = tokens.kind(last);
        return kind == SqlTokens.WORD || kind == SqlTokens.QUOTED_NAME || kind == SqlTokens.NUMBER;
    }

    /**
     * The end of a literal that opened before {@code from}. A backslash pair reads alike everywhere; a backslash before
     * the quote ends the literal in standard SQL and does not in MySQL, so unless the dialect is known nothing after it
     * is trusted.
     */
    private int quotedEnd(int from, char quote, boolean backslashEscapes) {
        int i = from;
        while (i < to) {
            char c = s[i];
            if (c == quote) {
                if (i + 1 >= to || s[i + 1] != quote) {
                    return i + 1;
                }
                i += 2;
            } else if (c == '\\' && i + 1 < to) {
                if (s[i + 1] == quote && !backslashEscapes) {
                    return to;
                }
                i += 2;
            } else {
                i++;
            }
        }
        return to;
    }

    private void backQuoted(int start) {
        char[] text = s;
        int end = to;
        int i = start + 1;
        int bits = 0;
        while (i < end && text[i] != '`') {
            bits |= text[i] < 128 ? CLASS[text[i]] : OTHER_LETTER;
            i++;
        }
        if (i >= end) {
            add(SqlTokens.STRING, start, end);
            return;
        }
        mysql = true;
        tokens.add(SqlTokens.QUOTED_NAME, start, i + 1, SqlWord.UNKNOWN, bits);
        at = i + 1;
    }

    private void bracketed(int start) {
        int i = start + 1;
        int limit = mysql ? i : Math.min(to, start + 130);
        while (i < limit && (isNamePart(s[i]) || s[i] == ' ')) {
            i++;
        }
        boolean name = i < limit && s[i] == ']' && i > start + 1 && isNameStart(s[start + 1]) && !afterName();
        if (name) {
            add(SqlTokens.QUOTED_NAME, start, i + 1);
        } else {
            addMark(start, 1);
        }
    }

    private void dash(int start) {
        if (start + 1 >= to || s[start + 1] != '-') {
            addMark(start, 1);
        } else if (start + 2 >= to || Character.isWhitespace(s[start + 2])) {
            add(SqlTokens.COMMENT, start, lineEnd(start));
        } else {
            // "5--1" is a subtraction in MySQL and a comment elsewhere
            add(SqlTokens.COMMENT, start, to);
        }
    }

    private void hash(int start) {
        boolean operator = start + 1 < to && (s[start + 1] == '#' || s[start + 1] == '>' || s[start + 1] == '-');
        if (operator) {
            addMark(start, 1);
        } else {
            add(SqlTokens.COMMENT, start, mysql ? lineEnd(start) : to);
        }
    }

    /** A comment in a comment nests in PostgreSQL and in no other: nothing behind one is trusted. */
    private void slash(int start) {
        if (start + 1 >= to || s[start + 1] != '*') {
            addMark(start, 1);
            return;
        }
        boolean nested = false;
        int i = start + 2;
        while (i + 1 < to && !(s[i] == '*' && s[i + 1] == '/')) {
            nested |= s[i] == '/' && s[i + 1] == '*';
            i++;
        }
        boolean closed = i + 1 < to;
        add(SqlTokens.COMMENT, start, closed && !nested ? i + 2 : to);
    }

    private void dollar(int start) {
        int i = start + 1;
        if (i < to && isDigit(s[i])) {
            while (i < to && isDigit(s[i])) {
                i++;
            }
            add(SqlTokens.PARAMETER, start, i);
            return;
        }
        int limit = Math.min(to, start + 64);
        while (i < limit && s[i] != '$' && isNamePart(s[i])) {
            i++;
        }
        if (i < limit && s[i] == '$') {
            add(SqlTokens.STRING, start, dollarQuotedEnd(start, i + 1));
        } else {
            addMark(start, 1);
        }
    }

    /** Behind the mark {@code s[start, open)} when it comes again. */
    private int dollarQuotedEnd(int start, int open) {
        int length = open - start;
        for (int i = open; i + length <= to; i++) {
            int same = 0;
            while (same < length && s[i + same] == s[start + same]) {
                same++;
            }
            if (same == length) {
                return i + length;
            }
        }
        return to;
    }

    private void colon(int start) {
        boolean cast = start + 1 < to && s[start + 1] == ':';
        if (cast) {
            addMark(start, 2);
        } else if (start + 1 < to && isNameStart(s[start + 1])) {
            int end = start + 1;
            while (end < to && isNamePart(s[end])) {
                end++;
            }
            add(SqlTokens.PARAMETER, start, end);
        } else {
            addMark(start, 1);
        }
    }

    private int numberEnd(int start) {
        char[] text = s;
        int end = to;
        int i = start;
        while (i < end) {
            char c = text[i];
            boolean goesOn = isNamePart(c) || c == '.' || ((c == '+' || c == '-') && exponentSign(start, i));
            if (!goesOn) {
                break;
            }
            i++;
        }
        return i;
    }

    private boolean exponentSign(int start, int i) {
        return i > start && (s[i - 1] | 0x20) == 'e' && i + 1 < to && isDigit(s[i + 1]);
    }

    private void word(int start) {
        char[] text = s;
        int end = to;
        int i = start;
        int bits = 0;
        long last = 0;
        char c = 0;
        while (i < end) {
            c = text[i];
            int of = c < 128 ? CLASS[c] : OTHER_LETTER;
            if ((of & NAME_PART) == 0) {
                break;
            }
            bits |= of;
            last = last << 8 | (of & 0x7f);
            i++;
        }
        if ((c == '\'' || c == '&') && !loose && i < end && string(start, i)) {
            return;
        }
        int word = wide(bits) ? SqlWords.ofLower(SqlWords.lower(text, start, i)) : SqlWords.of(text, start, i, last);
        tokens.add(SqlTokens.WORD, start, i, word, bits);
        at = i;
    }

    /** Adds the literal that the word introduces, if it does. */
    private boolean string(int start, int end) {
        int string = stringStart(start, end);
        if (string < 0) {
            return false;
        }
        boolean escapes = mysql || s[start] == 'e' || s[start] == 'E' || s[start] == '_';
        add(SqlTokens.STRING, start, quotedEnd(string, '\'', escapes));
        return true;
    }

    /** Where the literal's text begins if the word only introduces one: {@code N'}, {@code U&'}, {@code _utf8mb4'}; or -1. */
    private int stringStart(int start, int end) {
        char first = s[start];
        boolean letter = end - start == 1;
        if (s[end] == '\'') {
            boolean prefix = letter && first < 128 && "nebxrNEBXR".indexOf(first) >= 0;
            return prefix || first == '_' ? end + 1 : -1;
        }
        boolean unicode = letter && (first == 'u' || first == 'U');
        return unicode && s[end] == '&' && end + 1 < to && s[end + 1] == '\'' ? end + 2 : -1;
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < to && s[i] != '\n') {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c > 127 || (CLASS[c] & NAME_START) != 0;
    }

    private static boolean isNamePart(char c) {
        return c > 127 || (CLASS[c] & NAME_PART) != 0;
    }
}
