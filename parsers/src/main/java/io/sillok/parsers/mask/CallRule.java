package io.sillok.parsers.mask;

/**
 * Calls with what they were called with, as Symfony, Whoops and Laravel 5 print frames: {@code at Connection->run('select …',
 * array('x')) in Connection.php line 12}, and {@code App\User::login("x")} in the midst of a text. The arguments go.
 */
final class CallRule {

    /** Characters of a function's name, at most. */
    private static final int NAME = 64;

    /** The same with its class. */
    private static final int QUALIFIED = 200;

    private CallRule() {}

    static boolean apply(TextScan scan) {
        Text s = scan.text();
        int at = scan.at();
        if (!stands(s, at)) {
            return false;
        }
        int open = at + 1;
        int limit = scan.end(open);
        int end = beginsFrame(s, at) ? frameEnd(s, open, limit) : closing(s, open, limit);
        StackFrame.mask(s, open, end, scan.write(), scan.tally());
        scan.written(open, end, end);
        return true;
    }

    /** Behind the last parenthesis of its line; if strings go over lines, nobody can tell where it ends. */
    private static int frameEnd(Text s, int open, int limit) {
        int newline = s.indexOf('\n', open, limit);
        int lineEnd = newline < 0 ? limit : newline;
        int last = s.lastIndexOf(')', lineEnd - 1, open);
        int quotes = 0;
        for (int i = open; i < lineEnd; i++) {
            quotes += s.charAt(i) == '\'' ? 1 : 0;
        }
        boolean whole = last >= 0
                && quotes % 2 == 0
                && (last == lineEnd - 1 || s.startsWith(" in ", last + 1))
                && (newline < 0 || frameFollows(s, newline + 1, limit));
        return whole ? last + 1 : limit;
    }

    private static boolean frameFollows(Text s, int line, int limit) {
        int i = line;
        while (i < limit && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
            i++;
        }
        return i >= limit || s.charAt(i) == '\n' || s.startsWith("at ", i) || s.startsWith("in ", i);
    }

    /** Whether a call with data among its arguments opens at the parenthesis; cheap, and mostly no. */
    static boolean stands(Text s, int at) {
        if (at < 4 || at + 1 >= s.length() || !Chars.wordPart(s.charAt(at - 1)) || !data(s, at + 1)) {
            return false;
        }
        int name = at - 1;
        int limit = Math.max(2, at - NAME);
        while (name > limit && Chars.wordPart(s.charAt(name - 1))) {
            name--;
        }
        boolean method = (s.charAt(name - 1) == '>' && s.charAt(name - 2) == '-')
                || (s.charAt(name - 1) == ':' && s.charAt(name - 2) == ':');
        return method || beginsFrame(s, at);
    }

    private static boolean data(Text s, int at) {
        char c = s.charAt(at);
        return c == '\''
                || c == '"'
                || c == '\\'
                || c == '['
                || Chars.digit(c)
                || s.startsWith("array(", at)
                || s.startsWith("object(", at);
    }

    /** Whether nothing but {@code at } stands between the line's beginning and the function's name. */
    private static boolean beginsFrame(Text s, int at) {
        int name = at;
        int limit = Math.max(3, at - QUALIFIED);
        while (name > limit && (Chars.wordPart(s.charAt(name - 1)) || "\\:>{}-".indexOf(s.charAt(name - 1)) >= 0)) {
            name--;
        }
        if (!s.startsWith("at ", name - 3)) {
            return false;
        }
        int i = name - 3;
        while (i > 0 && (s.charAt(i - 1) == ' ' || s.charAt(i - 1) == '\t')) {
            i--;
        }
        return i == 0 || s.charAt(i - 1) == '\n' || (s.charAt(i - 1) == 'n' && i > 1 && s.charAt(i - 2) == '\\');
    }

    /** Behind the parenthesis that closes the call if quotes are believed; the limit if none does. */
    private static int closing(Text s, int open, int limit) {
        int depth = 1;
        char quote = 0;
        for (int i = open; i < limit; i++) {
            char c = s.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return limit;
    }
}
