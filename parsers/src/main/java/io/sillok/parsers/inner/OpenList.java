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
                || (BRACKETED.matcher(text).region(from, at).find() && !ends(text, from, at))
                || LINE.matcher(text).region(from, at).find();
    }

    private static boolean ends(CharSequence text, int from, int at) {
        int end = at;
        while (end > from && text.charAt(end - 1) != ']') {
            end--;
        }
        Matcher behind = BEHIND.matcher(text).region(end, at);
        return end > from && behind.lookingAt();
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
