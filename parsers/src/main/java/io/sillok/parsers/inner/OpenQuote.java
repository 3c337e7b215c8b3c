package io.sillok.parsers.inner;

/** Quotes around values. An apostrophe in a word is none. */
final class OpenQuote {

    private static final String QUOTES = "'\"";
    private static final String ENDING = ")]}.?!";

    private OpenQuote() {}

    /** Whether one opens in {@code [from, at)}, and one behind closes what it did not open. */
    static boolean at(CharSequence text, int from, int at) {
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

    /** Whether a quote is open at the end of {@code [from, at)}, be it that a backslash escapes or that it does not. */
    static boolean before(CharSequence text, int from, int at) {
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
                open = open ? !closes(text, i) : opens(text, i, from);
            }
        }
        return open;
    }

    private static boolean closesQuote(CharSequence text, char quote, int at) {
        boolean open = false;
        for (int i = at; i < text.length(); i++) {
            i = Brackets.behindFrame(text, i);
            if (i >= text.length() || text.charAt(i) != quote || escaped(text, i, at)) {
                continue;
            }
            boolean inside = !opens(text, i, at) || mayClose(text, i, at);
            if (!open && inside && closes(text, i)) {
                return true;
            }
            open = open ? !closes(text, i) : opens(text, i, at);
        }
        return false;
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

    private static boolean closes(CharSequence text, int at) {
        return at + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private static boolean escaped(CharSequence text, int at, int from) {
        int backslashes = 0;
        while (at - backslashes > from && text.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 != 0;
    }
}
