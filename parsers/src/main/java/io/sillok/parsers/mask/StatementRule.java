package io.sillok.parsers.mask;

import io.sillok.parsers.inner.Brackets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL in a message: behind the marks that Laravel's QueryException sets, or wherever else a statement begins. */
final class StatementRule {

    private static final Pattern CONNECTION = Pattern.compile(
            "\\(Connection: ([\\w:.-]{1,64})((?:, (?:Host|Port|Socket|Database): [\\w:./@ ,\\[\\]-]{0,200}?){0,5}), SQL: ");

    /** Messages of drivers that hold names and no values. */
    private static final Pattern KNOWN_HEAD = Pattern.compile(
            "SQLSTATE\\[\\w{5}\\](?: \\[\\d+\\])?: [\\w ]{1,60}: \\d{1,5} (?:Table '[\\w.]{1,130}' doesn't exist|"
                    + "no such table: [\\w.]{1,130}|Data t[\\w ]{1,20} for column '[\\w.]{1,130}' at row \\d+|[\\w ]{1,60}) ");

    /** Characters of a comment before a statement, at most. */
    private static final int LONGEST_COMMENT = 1024;

    private static final String PLAIN = "(SQL: ";
    private static final String WITH_CONNECTION = "(Connection: ";

    private StatementRule() {}

    /** Whether at the parenthesis a statement is announced as Laravel does it. */
    static boolean announces(Text s, int at) {
        return s.startsWith(PLAIN, at) || s.startsWith(WITH_CONNECTION, at);
    }

    /** Whether a statement is announced before {@code to} that may go on there: Laravel ends it with a parenthesis. */
    static boolean mayGoOn(Text s, int to) {
        return (to == 0 || s.charAt(to - 1) != ')') && announced(s, to) >= 0;
    }

    /** Whether a statement is announced before {@code to} whose parenthesis is not closed there. */
    static boolean isOpen(Text s, int to) {
        int at = announced(s, to);
        return at >= 0 && Brackets.closeOf(s.part(at, to), 0) < 0;
    }

    private static int announced(Text s, int to) {
        int plain = s.indexOf(PLAIN, 0, to);
        return plain < 0 ? s.indexOf(WITH_CONNECTION, 0, to) : plain;
    }

    /** Where the driver's message ends: before the statement and before the exception's tail. */
    static int messageEnd(TextScan scan, TextMarks marks) {
        int group = marks.group();
        if (group < 0 || group >= scan.tail()) {
            return scan.tail();
        }
        return group > 0 && scan.text().charAt(group - 1) == ' ' ? group - 1 : group;
    }

    /** {@code (SQL: …)}, {@code (Connection: mysql, SQL: …)} */
    static boolean group(TextScan scan) {
        Text s = scan.text();
        int at = scan.at();
        int statement = -1;
        if (s.startsWith(PLAIN, at)) {
            statement = at + PLAIN.length();
        } else if (s.startsWith(WITH_CONNECTION, at)) {
            statement = behindConnection(s, at, scan.to());
            if (statement < 0) {
                scan.replace(at + 1, scan.end(at), "?", MaskRule.SQL_FORGED);
                return true;
            }
        }
        if (statement < 0) {
            return false;
        }
        int end = scan.end(statement);
        boolean closed = end > statement && s.charAt(end - 1) == ')';
        int stop = closed ? end - 1 : end;
        if (forged(s, statement, stop) && !believable(scan, at)) {
            scan.replace(statement, end, closed ? "?)" : "?", MaskRule.SQL_FORGED);
        } else {
            scan.putStatement(statement, stop, end, SqlForm.UNQUOTED);
        }
        return true;
    }

    /** Where the statement begins, or -1 if no connection is told as Laravel tells it. */
    private static int behindConnection(Text s, int at, int to) {
        int i = at + WITH_CONNECTION.length();
        int name = i;
        while (i < to && i - name <= 64 && (ascii(s.charAt(i)) || s.charAt(i) == '-')) {
            i++;
        }
        if (i > name && i - name <= 64 && s.startsWith(", SQL: ", i)) {
            return i + 7;
        }
        Matcher connection = CONNECTION.matcher(s).region(at, to);
        return connection.lookingAt() ? connection.end() : -1;
    }

    private static boolean ascii(char c) {
        return c < 128 && Chars.wordPart(c);
    }

    private static boolean forged(Text s, int from, int end) {
        for (int i = s.indexOf('S', from + 1, end) - 1; i >= from && i + 6 <= end; i = s.indexOf('S', i + 2, end) - 1) {
            if ((s.charAt(i) == '(' || s.charAt(i) == ' ') && s.startsWith("SQL: ", i + 1)) {
                boolean mark = s.charAt(i) == '(' ? i + 6 <= end : i > from && s.charAt(i - 1) == ',';
                if (mark) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Of two marks one is forged. The first one is the framework's if no value stands before it: then what it introduces
     * can be believed as far as in any statement of its form, which is up to the first value.
     */
    private static boolean believable(TextScan scan, int mark) {
        int head = Math.max(0, mark - 1);
        if (mark > 2000 || scan.changed()) {
            return false;
        }
        Text s = scan.text();
        for (int i = 0; i < head; i++) {
            char c = s.charAt(i);
            if (c == '\'' || c == '"' || c == '`' || c == '(' || c == '=') {
                return KNOWN_HEAD.matcher(s).region(0, mark).matches();
            }
        }
        return true;
    }

    /** A statement that no mark announces. */
    static void statement(TextScan scan) {
        commentBefore(scan);
        int end = quotedEnd(scan);
        scan.putStatement(scan.at(), end, end, SqlForm.QUOTED);
    }

    /** What a program says of itself before its statement can hold values as well: {@code /* user:17 *}{@code / select}. */
    private static void commentBefore(TextScan scan) {
        Text s = scan.text();
        int at = scan.at();
        int end = at;
        while (end > 0 && s.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end < 4 || s.charAt(end - 1) != '/' || s.charAt(end - 2) != '*') {
            return;
        }
        int from = Math.max(scan.copied(), end - LONGEST_COMMENT);
        int start = s.lastIndexOf("/*", end - 4, from);
        if (start >= 0) {
            scan.replace(start + 2, end - 2, " ? ", MaskRule.SQL_COMMENT);
            scan.skipTo(at);
        }
    }

    /** A statement in quotes ends with them if it holds no literal, so that no quote can be one's. */
    private static int quotedEnd(TextScan scan) {
        Text s = scan.text();
        int at = scan.at();
        int end = scan.end(at);
        char quote = at > 0 ? s.charAt(at - 1) : ' ';
        if (quote != '\'' && quote != '"' && quote != '`') {
            return end;
        }
        int close = s.indexOf(quote, at, end);
        if (close < 0) {
            return end;
        }
        char last = s.charAt(close - 1);
        boolean complete = last == '?' || last == ')' || last == '*' || last == ';' || Chars.wordPart(last);
        boolean follows = close + 1 >= scan.to() || " ,:)]}\n".indexOf(s.charAt(close + 1)) >= 0;
        for (int i = at; i < close; i++) {
            char c = s.charAt(i);
            if (c == '\'' || c == '"' || Chars.digit(c) || c == '#' || c == '-') {
                return end;
            }
        }
        return complete && follows ? close : end;
    }
}
