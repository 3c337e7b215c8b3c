package io.sillok.parsers.inner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of values, and other places that only a value can follow. */
final class OpenList {

    private static final String BEFORE_MORE = ",=([{";
    private static final String QUOTES = "'\"";
    private static final String BEFORE_QUOTE = " (,=EN";

    /** A list of bindings. */
    private static final Pattern BARE = Pattern.compile("\\b(?:bindings|params):(?!\\s?\\[)");

    private static final Pattern BRACKETED = Pattern.compile("\\b(?:bindings|params):\\s?\\[");

    /** What may stand behind one that ended. */
    private static final Pattern BEHIND = Pattern.compile("$| (?:in|at|took) | \\(");

    /** PostgreSQL's copy of a line, which ends where its message does. */
    private static final Pattern LINE = Pattern.compile("\\nLINE \\d{1,9}: [^\\n]{0,2048}$");

    private OpenList() {}

    /** Whether one stands in {@code [from, at)} of which nothing tells that it ended, or the text ends where a value must follow. */
    static boolean before(CharSequence text, int from, int at) {
        return valueFollows(text, from, at)
                || BARE.matcher(text).region(from, at).find()
                || bracketedGoesOn(text, from, at)
                || LINE.matcher(text).region(from, at).find();
    }

    private static boolean bracketedGoesOn(CharSequence text, int from, int at) {
        Matcher list = BRACKETED.matcher(text).region(from, at);
        boolean goesOn = false;
        while (!goesOn && list.find()) {
            int close = close(text, list.end(), at);
            goesOn = close < 0 || !BEHIND.matcher(text).region(close, at).lookingAt();
            // what stands in it was passed over: linear time
            list.region(Math.max(close, list.end()), at);
        }
        return goesOn;
    }

    /** Behind the bracket that closes what opened before {@code begun}; -1 if none does. A value in brackets has one as well. */
    private static int close(CharSequence text, int begun, int to) {
        int depth = 1;
        for (int i = begun; i < to; i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean valueFollows(CharSequence text, int from, int at) {
        int end = at;
        while (end > from && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end == from) {
            return false;
        }
        char last = text.charAt(end - 1);
        boolean opens =
                QUOTES.indexOf(last) >= 0 && (end - 1 == from || BEFORE_QUOTE.indexOf(text.charAt(end - 2)) >= 0);
        return opens || BEFORE_MORE.indexOf(last) >= 0;
    }
}
