package io.sillok.parsers.inner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a place in a text stands inside a value. What divides messages or exceptions can stand in what a user typed: there
 * the text before it opened a quote or a bracket, and the text behind it closes one that it did not open. Who cuts there
 * would show the rest of the value as a text of its own, without the words that tell what it is.
 */
public final class OpenValue {

    private static final String OPENING = "([";
    private static final String CLOSING = ")]";
    private static final String ENDING = ")]}.?!";
    private static final String BEFORE_MORE = ",=([{";
    private static final String BEFORE_VALUE = " (,=EN";
    private static final String QUOTES = "'\"";
    /** A list of bindings. */
    private static final Pattern LIST = Pattern.compile("\\b(?:bindings|params):(?!\\s?\\[)");

    private static final Pattern BRACKETED_LIST = Pattern.compile("\\b(?:bindings|params):\\s?\\[");

    /** What may stand behind one that ended. */
    private static final Pattern BEHIND_LIST = Pattern.compile("$| (?:in|at|took) | \\(");

    /** PostgreSQL's copy of a line, which ends where its message does. */
    private static final Pattern LINE = Pattern.compile("\\nLINE \\d{1,9}: [^\\n]{0,2048}$");

    private static final Pattern DOLLARS = Pattern.compile("\\$[A-Za-z_]{0,30}\\$");

    private OpenValue() {}

    /** Whether what stands in {@code [from, at)} opens something that what stands in {@code [at, text.length())} closes. */
    public static boolean at(CharSequence text, int from, int at) {
        return quotes(text, from, at)
                || brackets(text, from, at)
                || dollars(text, from, at)
                || comment(text, from, at)
                || OpenElement.at(text, from, at);
    }

    /**
     * Whether a quote, a bracket, dollars, an element of XML or a list are open at the end of {@code [from, at)}, whatever
     * stands behind it.
     */
    public static boolean mayBeAt(CharSequence text, int from, int at) {
        return valueFollows(text, from, at)
                || quoteIsOpen(text, from, at)
                || bracketIsOpen(text, from, at)
                || dollarIsOpen(text, from, at)
                || listGoesOn(text, from, at)
                || OpenElement.before(text, from, at);
    }

    /** Whether a list of bindings stands in {@code [from, at)} of which nothing tells that it ended. */
    public static boolean listGoesOn(CharSequence text, int from, int at) {
        return LIST.matcher(text).region(from, at).find()
                || (BRACKETED_LIST.matcher(text).region(from, at).find() && !listEnds(text, from, at))
                || LINE.matcher(text).region(from, at).find();
    }

    private static boolean listEnds(CharSequence text, int from, int at) {
        int end = at;
        while (end > from && text.charAt(end - 1) != ']') {
            end--;
        }
        return end > from && BEHIND_LIST.matcher(text).region(end, at).lookingAt();
    }

    /** Whether {@code [from, at)} ends with what only a value or another element of a list can follow. */
    public static boolean valueFollows(CharSequence text, int from, int at) {
        int end = at;
        while (end > from && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end == from) {
            return false;
        }
        char last = text.charAt(end - 1);
        boolean opens =
                QUOTES.indexOf(last) >= 0 && (end - 1 == from || BEFORE_VALUE.indexOf(text.charAt(end - 2)) >= 0);
        return opens || BEFORE_MORE.indexOf(last) >= 0;
    }

    private static boolean bracketIsOpen(CharSequence text, int from, int at) {
        int round = 0;
        int square = 0;
        for (int i = from; i < at; i++) {
            i = behindFrame(text, i);
            switch (i < at ? text.charAt(i) : ' ') {
                case '(' -> round++;
                case ')' -> round = Math.max(0, round - 1);
                case '[' -> square++;
                case ']' -> square = Math.max(0, square - 1);
                default -> {}
            }
        }
        return round > 0 || square > 0;
    }

    /**
     * Where the bracket at {@code open} closes, behind it; -1 if it does not. An exception as Monolog writes it,
     * {@code [object] (…)}, ends a line there.
     */
    public static int closeOf(CharSequence text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether nothing more stands in the line, or in the string that the text is in. */
    public static boolean lineEnds(CharSequence text, int at) {
        return at == text.length() || "\n\r\"".indexOf(text.charAt(at)) >= 0;
    }

    /** Whether a quote is open at the end of {@code [from, at)}, be it that a backslash escapes or that it does not. */
    public static boolean quoteIsOpen(CharSequence text, int from, int at) {
        for (int kind = 0; kind < QUOTES.length(); kind++) {
            char quote = QUOTES.charAt(kind);
            if (isOpen(quote, true, text, from, at) || isOpen(quote, false, text, from, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpen(char quote, boolean escapes, CharSequence text, int from, int at) {
        boolean open = false;
        for (int i = from; i < at; i++) {
            if (text.charAt(i) == quote && !(escapes && escaped(text, i, from))) {
                open = open ? !closes(text, i, text.length()) : opens(text, i, from);
            }
        }
        return open;
    }

    /** Whether in {@code [from, at)} a list, an object or a name in back-quotes is open at the end. */
    public static boolean listIsOpen(CharSequence text, int from, int at) {
        int square = 0;
        int curly = 0;
        int backQuotes = 0;
        for (int i = from; i < at; i++) {
            switch (text.charAt(i)) {
                case '[' -> square++;
                case ']' -> square--;
                case '{' -> curly++;
                case '}' -> curly--;
                case '`' -> backQuotes++;
                default -> {}
            }
        }
        return square > 0 || curly > 0 || backQuotes % 2 != 0;
    }

    private static boolean quotes(CharSequence text, int from, int at) {
        for (int kind = 0; kind < QUOTES.length(); kind++) {
            char quote = QUOTES.charAt(kind);
            boolean opened = false;
            for (int i = from; i < at && !opened; i++) {
                opened = text.charAt(i) == quote && opens(text, i, from);
            }
            if (opened && closesQuote(text, quote, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value in dollars is open at the end of {@code [from, at)}. */
    private static boolean dollarIsOpen(CharSequence text, int from, int at) {
        return !openDollars(text, from, at).isEmpty();
    }

    /** What would close {@code $tag$value$tag$}, as PostgreSQL quotes, at the end of {@code [from, at)}; empty if none is open. */
    private static String openDollars(CharSequence text, int from, int at) {
        String open = "";
        Matcher mark = DOLLARS.matcher(text).region(from, at);
        while (mark.find()) {
            open = open.isEmpty() ? mark.group() : open.equals(mark.group()) ? "" : open;
        }
        return open;
    }

    private static boolean dollars(CharSequence text, int from, int at) {
        String open = openDollars(text, from, at);
        Matcher close = DOLLARS.matcher(text).region(at, text.length());
        boolean closed = false;
        while (!open.isEmpty() && !closed && close.find()) {
            closed = close.group().equals(open);
        }
        return closed;
    }

    /** A comment of SQL, which a program may write what it likes into. */
    private static boolean comment(CharSequence text, int from, int at) {
        int end = last(text, "*/", from, at);
        int begin = last(text, "/*", end < 0 ? from : end + 2, at);
        int behind = begin < 0 ? -1 : first(text, "*/", at);
        return behind >= 0 && last(text, "/*", at, behind) < 0;
    }

    private static int first(CharSequence text, String mark, int from) {
        int i = from;
        while (i + 1 < text.length() && !stands(text, mark, i)) {
            i++;
        }
        return i + 1 < text.length() ? i : -1;
    }

    private static int last(CharSequence text, String mark, int from, int to) {
        int i = to - 2;
        while (i >= from && !stands(text, mark, i)) {
            i--;
        }
        return i >= from ? i : -1;
    }

    private static boolean stands(CharSequence text, String mark, int at) {
        return text.charAt(at) == mark.charAt(0) && text.charAt(at + 1) == mark.charAt(1);
    }

    private static boolean closesQuote(CharSequence text, char quote, int at) {
        boolean open = false;
        for (int i = at; i < text.length(); i++) {
            i = behindFrame(text, i);
            if (i >= text.length() || text.charAt(i) != quote || escaped(text, i, at)) {
                continue;
            }
            boolean inside = !opens(text, i, at) || mayClose(text, i, at);
            if (!open && inside && closes(text, i, text.length())) {
                return true;
            }
            open = open ? !closes(text, i, text.length()) : opens(text, i, at);
        }
        return false;
    }

    private static boolean brackets(CharSequence text, int from, int at) {
        for (int kind = 0; kind < OPENING.length(); kind++) {
            boolean opened = false;
            for (int i = from; i < at && !opened; i++) {
                opened = text.charAt(i) == OPENING.charAt(kind);
            }
            if (opened && closesMoreThanItOpens(text, kind, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean closesMoreThanItOpens(CharSequence text, int kind, int at) {
        int depth = 0;
        for (int i = at; i < text.length() && depth >= 0; i++) {
            i = behindFrame(text, i);
            char c = i < text.length() ? text.charAt(i) : ' ';
            depth += c == OPENING.charAt(kind) ? 1 : c == CLOSING.charAt(kind) ? -1 : 0;
        }
        return depth < 0;
    }

    /** Where a frame of a stack trace ends that is a whole line, else {@code at}: its arguments are cut, so they prove nothing. */
    private static int behindFrame(CharSequence text, int at) {
        if (text.charAt(at) != '#' || at == 0 || text.charAt(at - 1) != '\n') {
            return at;
        }
        int end = at;
        boolean place = false;
        while (end < text.length() && text.charAt(end) != '\n') {
            place |= text.charAt(end) == ':' && (text.charAt(end - 1) == ')' || text.charAt(end - 1) == ']');
            end++;
        }
        return place && text.charAt(end - 1) == ')' ? end : at;
    }

    /** An apostrophe in a word neither opens nor closes anything; {@code E'}, {@code N'} open a literal. */
    private static boolean opens(CharSequence text, int at, int from) {
        if (at == from) {
            return true;
        }
        char before = text.charAt(at - 1);
        boolean prefixed =
                "eEnNbBxX".indexOf(before) >= 0 && (at - 1 == from || !Character.isLetterOrDigit(text.charAt(at - 2)));
        return prefixed || !(Character.isLetterOrDigit(before) || ENDING.indexOf(before) >= 0);
    }

    /** Whether a quote behind a blank can be the end of a value all the same. */
    private static boolean mayClose(CharSequence text, int at, int from) {
        boolean blankBefore = at > from && text.charAt(at - 1) == ' ';
        return blankBefore && (at + 1 >= text.length() || " ,;)".indexOf(text.charAt(at + 1)) >= 0);
    }

    private static boolean closes(CharSequence text, int at, int to) {
        return at + 1 >= to || !Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private static boolean escaped(CharSequence text, int at, int from) {
        int backslashes = 0;
        while (at - backslashes > from && text.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 != 0;
    }
}
