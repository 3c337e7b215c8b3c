package io.sillok.parsers.inner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that PostgreSQL quotes with dollars: {@code $tag$value$tag$}. */
final class OpenDollars {

    private static final Pattern MARK = Pattern.compile("\\$[A-Za-z_]{0,30}\\$");

    private OpenDollars() {}

    /** Whether one that begins in {@code [from, at)} ends behind. */
    static boolean at(CharSequence text, int from, int at) {
        String tag = open(text, from, at);
        Matcher close = MARK.matcher(text).region(at, text.length());
        boolean closed = false;
        while (!tag.isEmpty() && !closed && close.find()) {
            closed = close.group().equals(tag);
        }
        return closed;
    }

    /** Whether one that begins in {@code [from, at)} has not ended there. */
    static boolean before(CharSequence text, int from, int at) {
        return !open(text, from, at).isEmpty();
    }

    /** What would close the one that is open at the end of {@code [from, at)}; empty if none is. */
    private static String open(CharSequence text, int from, int at) {
        String open = "";
        Matcher mark = MARK.matcher(text).region(from, at);
        while (mark.find()) {
            open = open.isEmpty() ? mark.group() : open.equals(mark.group()) ? "" : open;
        }
        return open;
    }
}
