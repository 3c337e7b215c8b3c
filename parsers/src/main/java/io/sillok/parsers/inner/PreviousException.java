package io.sillok.parsers.inner;

import java.util.regex.Pattern;

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

    private static final Pattern PLACE = Pattern.compile(" at [^\\n]{0,400}:\\d{1,9}\\)$");
    private static final int LONGEST_PLACE = 420;

    private static final Pattern STACK = Pattern.compile(
            "\\s*(?:\\[stacktrace]\\s*)?(?:#\\d{1,5}+ (?:\\{main}|[^\\n]*\\)|[^\\n]*\\.\\.\\.)\\s*+)*+");

    private PreviousException() {}

    /**
     * Whether the mark at {@code mark} begins the cause of an exception.
     *
     * @param bracket where the bracket around that exception opens
     */
    public static boolean stands(CharSequence text, int bracket, int mark) {
        return whole(text, bracket, mark) && ends(text, mark + MARK.length() - 1) && !OpenValue.at(text, bracket, mark);
    }

    /** Whether the exception's bracket closes behind its place, and nothing but its stack stands between that and the mark. */
    private static boolean whole(CharSequence text, int bracket, int mark) {
        int close = Brackets.closeOf(text, bracket);
        return close >= 0
                && close <= mark
                && !OpenValue.mayBeAt(text, bracket, close)
                && PLACE.matcher(text)
                        .region(Math.max(bracket, close - LONGEST_PLACE), close)
                        .find()
                && STACK.matcher(text).region(close, mark).matches();
    }

    private static boolean ends(CharSequence text, int bracket) {
        int close = Brackets.closeOf(text, bracket);
        return close >= 0 && lineEnds(text, close);
    }

    /** Whether nothing more stands in the line, or in the string that the text is in. */
    private static boolean lineEnds(CharSequence text, int at) {
        return at == text.length() || "\n\r\"".indexOf(text.charAt(at)) >= 0;
    }
}
