package io.sillok.parsers.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL of MySQL, MariaDB, PostgreSQL, SQLite and SQL Server into tokens, in one pass.
 *
 * <p>It never fails: an unfinished literal, and one whose end the dialects disagree about, runs to the end of the text,
 * so that a reading that shows less always wins.
 */
final class SqlLexer {

    private static final String STRING_PREFIXES = "nebxr";

    private final String text;
    private final int to;
    private int at;
    private boolean mysql;
    private boolean loose;
    private final List<SqlToken> tokens = new ArrayList<>();

    private SqlLexer(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    static List<SqlToken> tokens(String text, int from, int to) {
        SqlLexer lexer = new SqlLexer(text, from, to);
        lexer.run();
        return lexer.tokens;
    }

    /**
     * Tokens where quotes prove nothing: quotes and comment marks are punctuation, short quoted names are names. Only for
     * what is shown by closed lists.
     */
    static List<SqlToken> looseTokens(String text, int from, int to) {
        SqlLexer lexer = new SqlLexer(text, from, to);
        lexer.loose = true;
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < to) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else {
                one(c);
            }
        }
    }

    private void one(char c) {
        int start = at;
        if (loose && "'\"`-#/$:".indexOf(c) >= 0) {
            looseMark(start, c);
            return;
        }
        switch (c) {
            case '\'' -> add(SqlToken.Kind.STRING, start, quoted(start + 1, '\'', mysql));
            case '"' -> add(SqlToken.Kind.DOUBLE_QUOTED, start, quoted(start + 1, '"', mysql));
            case '`' -> backQuoted(start);
            case '[' -> {
                if (mysql) {
                    add(SqlToken.Kind.PUNCTUATION, start, start + 1);
                } else {
                    bracketed(start);
                }
            }
            case '-' -> dash(start);
            case '#' -> hash(start);
            case '/' -> slash(start);
            case '$' -> dollar(start);
            case '?' -> add(SqlToken.Kind.PARAMETER, start, start + 1);
            case ':' -> colon(start);
            default -> {
                if (isDigit(c) || (c == '.' && start + 1 < to && isDigit(text.charAt(start + 1)) && !afterName())) {
                    add(SqlToken.Kind.NUMBER, start, number(start));
                } else if (isNameStart(c)) {
                    word(start);
                } else {
                    add(SqlToken.Kind.PUNCTUATION, start, start + 1);
                }
            }
        }
    }

    private void looseMark(int start, char c) {
        int i = start + 1;
        int limit = Math.min(to, start + 66);
        while (i < limit && isNamePart(text.charAt(i))) {
            i++;
        }
        boolean name = (c == '`' || c == '"') && i < limit && text.charAt(i) == c && i > start + 1;
        SqlToken.Kind quoted = c == '`' ? SqlToken.Kind.QUOTED_NAME : SqlToken.Kind.DOUBLE_QUOTED;
        add(name ? quoted : SqlToken.Kind.PUNCTUATION, start, name ? i + 1 : start + 1);
    }

    private void add(SqlToken.Kind kind, int start, int end) {
        tokens.add(new SqlToken(kind, start, end));
        at = end;
    }

    /** In {@code a.1} the dot separates; in {@code = .1} it belongs to the number. */
    private boolean afterName() {
        if (tokens.isEmpty()) {
            return false;
        }
        SqlToken last = tokens.get(tokens.size() - 1);
        return last.end() == at
                && (last.kind() == SqlToken.Kind.WORD
                        || last.kind() == SqlToken.Kind.QUOTED_NAME
                        || last.kind() == SqlToken.Kind.NUMBER);
    }

    /**
     * The end of a literal that opened before {@code from}. A backslash pair reads alike everywhere; a backslash before
     * the quote ends the literal in standard SQL and does not in MySQL, so unless the dialect is known nothing after it
     * is trusted.
     */
    private int quoted(int from, char quote, boolean backslashEscapes) {
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < to) {
                if (text.charAt(i + 1) == quote && !backslashEscapes) {
                    return to;
                }
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < to && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return to;
    }

    private void backQuoted(int start) {
        int close = text.indexOf('`', start + 1);
        if (close < 0 || close >= to) {
            add(SqlToken.Kind.STRING, start, to);
            return;
        }
        mysql = true;
        add(SqlToken.Kind.QUOTED_NAME, start, close + 1);
    }

    private void bracketed(int start) {
        int i = start + 1;
        int limit = Math.min(to, start + 130);
        while (i < limit && (isNamePart(text.charAt(i)) || text.charAt(i) == ' ')) {
            i++;
        }
        boolean name = i < limit && text.charAt(i) == ']' && i > start + 1 && isNameStart(text.charAt(start + 1));
        if (name && !afterName()) {
            add(SqlToken.Kind.QUOTED_NAME, start, i + 1);
        } else {
            add(SqlToken.Kind.PUNCTUATION, start, start + 1);
        }
    }

    private void dash(int start) {
        if (start + 1 >= to || text.charAt(start + 1) != '-') {
            add(SqlToken.Kind.PUNCTUATION, start, start + 1);
        } else if (start + 2 >= to || Character.isWhitespace(text.charAt(start + 2))) {
            add(SqlToken.Kind.COMMENT, start, lineEnd(start));
        } else {
            // "5--1" is a subtraction in MySQL and a comment elsewhere
            add(SqlToken.Kind.COMMENT, start, to);
        }
    }

    private void hash(int start) {
        boolean operator = start + 1 < to && "#>-".indexOf(text.charAt(start + 1)) >= 0;
        if (operator) {
            add(SqlToken.Kind.PUNCTUATION, start, start + 1);
        } else {
            add(SqlToken.Kind.COMMENT, start, mysql ? lineEnd(start) : to);
        }
    }

    private void slash(int start) {
        if (start + 1 >= to || text.charAt(start + 1) != '*') {
            add(SqlToken.Kind.PUNCTUATION, start, start + 1);
            return;
        }
        int close = text.indexOf("*/", start + 2);
        int nested = text.indexOf("/*", start + 2);
        boolean ambiguous = close < 0 || close + 2 > to || (nested >= 0 && nested < close);
        add(SqlToken.Kind.COMMENT, start, ambiguous ? to : close + 2);
    }

    private void dollar(int start) {
        int i = start + 1;
        if (i < to && isDigit(text.charAt(i))) {
            while (i < to && isDigit(text.charAt(i))) {
                i++;
            }
            add(SqlToken.Kind.PARAMETER, start, i);
            return;
        }
        int limit = Math.min(to, start + 64);
        while (i < limit && text.charAt(i) != '$' && isNamePart(text.charAt(i))) {
            i++;
        }
        if (i < limit && text.charAt(i) == '$') {
            int close = text.indexOf(text.substring(start, i + 1), i + 1);
            int end = close < 0 ? to : close + (i + 1 - start);
            add(SqlToken.Kind.STRING, start, Math.min(end, to));
        } else {
            add(SqlToken.Kind.PUNCTUATION, start, start + 1);
        }
    }

    private void colon(int start) {
        boolean cast = start + 1 < to && text.charAt(start + 1) == ':';
        if (cast) {
            add(SqlToken.Kind.PUNCTUATION, start, start + 2);
        } else if (start + 1 < to && isNameStart(text.charAt(start + 1))) {
            int end = start + 1;
            while (end < to && isNamePart(text.charAt(end))) {
                end++;
            }
            add(SqlToken.Kind.PARAMETER, start, end);
        } else {
            add(SqlToken.Kind.PUNCTUATION, start, start + 1);
        }
    }

    private int number(int start) {
        int i = start;
        while (i < to) {
            char c = text.charAt(i);
            boolean exponentSign = (c == '+' || c == '-')
                    && (text.charAt(i - 1) == 'e' || text.charAt(i - 1) == 'E')
                    && i + 1 < to
                    && isDigit(text.charAt(i + 1))
                    && i > start;
            if (!isNamePart(c) && c != '.' && !exponentSign) {
                break;
            }
            i++;
        }
        return i;
    }

    private void word(int start) {
        int i = start;
        while (i < to && isNamePart(text.charAt(i))) {
            i++;
        }
        boolean quoteFollows = !loose && i < to && text.charAt(i) == '\'';
        boolean prefix = i - start == 1 && STRING_PREFIXES.indexOf(Character.toLowerCase(text.charAt(start))) >= 0;
        if (quoteFollows && prefix) {
            boolean escapes = Character.toLowerCase(text.charAt(start)) == 'e';
            add(SqlToken.Kind.STRING, start, quoted(i + 1, '\'', mysql || escapes));
        } else if (quoteFollows && text.charAt(start) == '_') {
            // a character set introducer: _utf8mb4'…'
            add(SqlToken.Kind.STRING, start, quoted(i + 1, '\'', true));
        } else if (prefixesUnicodeString(start, i)) {
            add(SqlToken.Kind.STRING, start, quoted(i + 2, '\'', mysql));
        } else {
            add(SqlToken.Kind.WORD, start, i);
        }
    }

    private boolean prefixesUnicodeString(int start, int end) {
        return !loose
                && end - start == 1
                && Character.toLowerCase(text.charAt(start)) == 'u'
                && end + 1 < to
                && text.charAt(end) == '&'
                && text.charAt(end + 1) == '\'';
    }

    private int lineEnd(int from) {
        int newline = text.indexOf('\n', from);
        return newline < 0 || newline > to ? to : newline;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@' || c > 127;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
