package io.sillok.parsers.mask;

/**
 * Splits SQL of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server into tokens, in one pass.
 *
 * <p>It never fails: an unfinished literal, and one whose end the dialects disagree about, runs to the end of the text,
 * so that a reading that shows less always wins.
 */
final class SqlLexer {

    /** What a character begins, and what it can be part of; by ASCII character. */
    private static final byte[] CLASS = new byte[128];

    private static final byte NAME_START = 1;
    private static final byte DIGIT = 2;
    private static final byte NAME_PART = 4;
    private static final byte SPACE = 8;
    private static final byte LOOSE_MARK = 16;

    static {
        for (char c = 0; c < 128; c++) {
            boolean start = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@';
            boolean digit = c >= '0' && c <= '9';
            int bits = (start ? NAME_START : 0)
                    | (digit ? DIGIT : 0)
                    | (start || digit || c == '$' ? NAME_PART : 0)
                    | (Character.isWhitespace(c) ? SPACE : 0)
                    | ("'\"`-#/$:".indexOf(c) >= 0 ? LOOSE_MARK : 0);
            CLASS[c] = (byte) bits;
        }
    }

    private final char[] s;
    private final int to;
    private final boolean loose;
    private final SqlTokens tokens;
    private int at;
    private boolean mysql;

    private SqlLexer(char[] s, int from, int to, boolean loose) {
        this.s = s;
        this.at = from;
        this.to = to;
        this.loose = loose;
        this.tokens = new SqlTokens(s, this, 16 + Math.min(to - from, 4096) / 4);
    }

    /** Tokens that are read when they are asked for: of a statement whose values stand bare most never are. */
    static SqlTokens tokens(char[] s, int from, int to) {
        return new SqlLexer(s, from, to, false).tokens;
    }

    /** The same, all at once. */
    static SqlTokens allTokens(char[] s, int from, int to) {
        SqlLexer lexer = new SqlLexer(s, from, to, false);
        boolean more = true;
        while (more) {
            more = lexer.next();
        }
        return lexer.tokens;
    }

    /**
     * Tokens where quotes prove nothing: quotes and comment marks are punctuation, short quoted names are names. Only for
     * what is shown by closed lists.
     */
    static SqlTokens looseTokens(char[] s, int from, int to) {
        return new SqlLexer(s, from, to, true).tokens;
    }

    /** Reads one more token; false if there is none. */
    boolean next() {
        int bits = SPACE;
        char c = ' ';
        while (at < to) {
            c = s[at];
            bits = c < 128 ? CLASS[c] : Character.isWhitespace(c) ? SPACE : NAME_START;
            if ((bits & SPACE) == 0) {
                break;
            }
            at++;
        }
        if (at >= to) {
            return false;
        }
        if ((bits & NAME_START) != 0) {
            word(at);
        } else if ((bits & DIGIT) != 0) {
            add(SqlTokens.NUMBER, at, numberEnd(at));
        } else if (loose && (bits & LOOSE_MARK) != 0) {
            looseMark(at, c);
        } else {
            mark(at, c);
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
                boolean number = start + 1 < to && isDigit(s[start + 1]) && !afterName();
                add(number ? SqlTokens.NUMBER : SqlTokens.PUNCTUATION, start, number ? numberEnd(start) : start + 1);
            }
            default -> add(SqlTokens.PUNCTUATION, start, start + 1);
        }
    }

    private void looseMark(int start, char c) {
        int i = start + 1;
        int limit = Math.min(to, start + 66);
        while (i < limit && isNamePart(s[i])) {
            i++;
        }
        boolean name = (c == '`' || c == '"') && i < limit && s[i] == c && i > start + 1;
        byte quoted = c == '`' ? SqlTokens.QUOTED_NAME : SqlTokens.DOUBLE_QUOTED;
        add(name ? quoted : SqlTokens.PUNCTUATION, start, name ? i + 1 : start + 1);
    }

    private void add(byte kind, int start, int end) {
        tokens.add(kind, start, end);
        at = end;
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
        int i = start + 1;
        int hash = 0;
        int all = 0;
        while (i < to && s[i] != '`') {
            all |= s[i];
            hash = SqlWords.hash(hash, s[i]);
            i++;
        }
        if (i >= to) {
            add(SqlTokens.STRING, start, to);
            return;
        }
        mysql = true;
        tokens.add(SqlTokens.QUOTED_NAME, start, i + 1, all < 128 ? hash : 0, SqlWord.UNKNOWN);
        at = i + 1;
    }

    private void bracketed(int start) {
        int i = start + 1;
        int limit = mysql ? i : Math.min(to, start + 130);
        while (i < limit && (isNamePart(s[i]) || s[i] == ' ')) {
            i++;
        }
        boolean name = i < limit && s[i] == ']' && i > start + 1 && isNameStart(s[start + 1]) && !afterName();
        add(name ? SqlTokens.QUOTED_NAME : SqlTokens.PUNCTUATION, start, name ? i + 1 : start + 1);
    }

    private void dash(int start) {
        if (start + 1 >= to || s[start + 1] != '-') {
            add(SqlTokens.PUNCTUATION, start, start + 1);
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
            add(SqlTokens.PUNCTUATION, start, start + 1);
        } else {
            add(SqlTokens.COMMENT, start, mysql ? lineEnd(start) : to);
        }
    }

    /** A comment in a comment nests in PostgreSQL and in no other: nothing behind one is trusted. */
    private void slash(int start) {
        if (start + 1 >= to || s[start + 1] != '*') {
            add(SqlTokens.PUNCTUATION, start, start + 1);
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
            add(SqlTokens.PUNCTUATION, start, start + 1);
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
            add(SqlTokens.PUNCTUATION, start, start + 2);
        } else if (start + 1 < to && isNameStart(s[start + 1])) {
            int end = start + 1;
            while (end < to && isNamePart(s[end])) {
                end++;
            }
            add(SqlTokens.PARAMETER, start, end);
        } else {
            add(SqlTokens.PUNCTUATION, start, start + 1);
        }
    }

    private int numberEnd(int start) {
        int i = start;
        while (i < to) {
            char c = s[i];
            boolean exponentSign = (c == '+' || c == '-')
                    && i > start
                    && (s[i - 1] == 'e' || s[i - 1] == 'E')
                    && i + 1 < to
                    && isDigit(s[i + 1]);
            if (!isNamePart(c) && c != '.' && !exponentSign) {
                break;
            }
            i++;
        }
        return i;
    }

    private void word(int start) {
        int i = start;
        int hash = 0;
        int all = 0;
        while (i < to && isNamePart(s[i])) {
            all |= s[i];
            hash = SqlWords.hash(hash, s[i]);
            i++;
        }
        int string = loose || i >= to ? -1 : stringStart(start, i);
        if (string >= 0) {
            boolean escapes = mysql || s[start] == 'e' || s[start] == 'E' || s[start] == '_';
            add(SqlTokens.STRING, start, quotedEnd(string, '\'', escapes));
            return;
        }
        boolean ascii = all < 128;
        SqlWord word = ascii ? SqlWords.of(s, start, i, hash) : SqlWords.ofLower(SqlWords.lower(s, start, i));
        tokens.add(SqlTokens.WORD, start, i, ascii ? hash : 0, word);
        at = i;
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
