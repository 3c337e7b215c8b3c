package io.sillok.parsers.inner;

/**
 * The mark before the cause of an exception as Monolog writes it, {@code [previous exception] [object] (…)} on a line of its
 * own. What a user typed may hold one too, and in a text that was cut nothing behind it tells: so it counts only where the
 * exception before it is whole, and its cause as well.
 */
public final class PreviousException {

    /** What begins an exception; its last character is the bracket that stands around it. */
    public static final String OBJECT = "[object] (";

    /** With the line break before it. */
    public static final String MARK = "\n[previous exception] " + OBJECT;

    private static final String STACK = "\n[stacktrace]";

    private PreviousException() {}

    /**
     * Whether the mark at {@code mark} begins the cause of an exception.
     *
     * @param bracket where the bracket around that exception opens
     */
    public static boolean stands(CharSequence text, int bracket, int mark) {
        return whole(text, bracket, mark) && ends(text, mark + MARK.length() - 1) && !OpenValue.at(text, bracket, mark);
    }

    /** Whether between the exception's bracket and the mark stands nothing but its stack. */
    private static boolean whole(CharSequence text, int bracket, int mark) {
        int close = OpenValue.closeOf(text, bracket);
        return close >= 0 && close <= mark && (blank(text, close, mark) || startsWith(text, STACK, close));
    }

    private static boolean ends(CharSequence text, int bracket) {
        int close = OpenValue.closeOf(text, bracket);
        return close >= 0 && OpenValue.lineEnds(text, close);
    }

    private static boolean blank(CharSequence text, int from, int to) {
        int i = from;
        while (i < to && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i == to;
    }

    private static boolean startsWith(CharSequence text, String part, int at) {
        return at + part.length() <= text.length()
                && text.subSequence(at, at + part.length()).toString().equals(part);
    }
}
