package io.sillok.parsers.inner;

/**
 * Whether a place in a text stands inside a value. What divides messages or exceptions can stand in what a user typed: there
 * the text before it opened a quote or a bracket, and the text behind it closes one that it did not open. Who cuts there
 * would show the rest of the value as a text of its own, without the words that tell what it is.
 */
public final class OpenValue {

    private OpenValue() {}

    /** Whether what stands in {@code [from, at)} opens something that what stands in {@code [at, text.length())} closes. */
    public static boolean at(CharSequence text, int from, int at) {
        return OpenQuote.at(text, from, at)
                || Brackets.at(text, from, at)
                || OpenDollars.at(text, from, at)
                || OpenComment.at(text, from, at)
                || OpenElement.at(text, from, at);
    }

    /**
     * Whether something is open at the end of {@code [from, at)}, whatever stands behind it: for texts that may have been
     * cut behind {@code at}, where what closes it is missing.
     */
    public static boolean mayBeAt(CharSequence text, int from, int at) {
        return listBefore(text, from, at)
                || OpenQuote.before(text, from, at)
                || Brackets.before(text, from, at)
                || OpenDollars.before(text, from, at)
                || OpenComment.before(text, from, at)
                || OpenElement.before(text, from, at);
    }

    /** Either of both: for marks that a text which is whole has where nothing is open, such as that of the next exception. */
    public static boolean isOrMayBeAt(CharSequence text, int from, int at) {
        return at(text, from, at) || mayBeAt(text, from, at);
    }

    /** Whether a list of bindings in {@code [from, at)} may go on, or only a value can follow; part of {@link #mayBeAt}. */
    public static boolean listBefore(CharSequence text, int from, int at) {
        return OpenList.before(text, from, at);
    }
}
