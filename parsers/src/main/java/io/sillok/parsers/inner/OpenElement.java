package io.sillok.parsers.inner;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Elements of XML and HTML that begin before a place in a text and have not ended there, so that the place stands in one's value. */
final class OpenElement {

    /** In characters. */
    private static final int LONGEST_NAME = 64;

    private static final int LONGEST_TAG = 400;

    /** Of HTML, which need no end. */
    private static final Set<String> ENDLESS = Set.of(
            "br", "hr", "img", "input", "meta", "link", "p", "li", "td", "tr", "th", "dt", "dd", "option", "source");

    private final CharSequence text;
    private final int to;

    /** How many are open, by their names. */
    private final Map<String, Integer> open = new HashMap<>();

    private int i;

    private OpenElement(CharSequence text, int from, int to) {
        this.text = text;
        this.to = to;
        this.i = from;
    }

    /** Whether one that begins in {@code [from, at)} ends in {@code [at, text.length())}. */
    static boolean at(CharSequence text, int from, int at) {
        OpenElement before = new OpenElement(text, from, at);
        before.passOver();
        if (before.open.isEmpty()) {
            return false;
        }
        OpenElement behind = new OpenElement(text, at, text.length());
        for (String ended = behind.nextThatBeganBefore(); ended != null; ended = behind.nextThatBeganBefore()) {
            if (before.open.containsKey(ended)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one that begins in {@code [from, at)} has not ended there. */
    static boolean before(CharSequence text, int from, int at) {
        OpenElement before = new OpenElement(text, from, at);
        before.passOver();
        return !ENDLESS.containsAll(before.open.keySet());
    }

    private void passOver() {
        while (i < to) {
            nextThatBeganBefore();
        }
    }

    /** The name of the next one that ends and did not begin; null if there is none. */
    private String nextThatBeganBefore() {
        while (i < to) {
            if (text.charAt(i++) != '<') {
                continue;
            }
            int name = behindSlash();
            int end = nameEnd(name);
            String called = text.subSequence(name, end).toString();
            if (name == i) {
                if (!called.isEmpty() && begins(end)) {
                    open.merge(called, 1, Integer::sum);
                }
            } else if (end < to && text.charAt(end) == '>') {
                i = end;
                if (!open.containsKey(called)) {
                    return called;
                }
                open.computeIfPresent(called, OpenElement::less);
            }
        }
        return null;
    }

    private static Integer less(String name, int count) {
        return count > 1 ? count - 1 : null;
    }

    /** Behind the slash of an end, which JSON may escape. */
    private int behindSlash() {
        int slash = i < to && text.charAt(i) == '\\' ? i + 1 : i;
        return slash < to && text.charAt(slash) == '/' ? slash + 1 : i;
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < to && end - from <= LONGEST_NAME && part(text.charAt(end), end > from)) {
            end++;
        }
        return end - from <= LONGEST_NAME ? end : from;
    }

    private static boolean part(char c, boolean within) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        return letter || (within && ((c >= '0' && c <= '9') || c == ':' || c == '-' || c == '.'));
    }

    /** Whether the tag is one, and not its own end: {@code <a>}, {@code <a b="c">}; types such as {@code array<a>} are none. */
    private boolean begins(int nameEnd) {
        boolean type = i > 1 && Character.isLetterOrDigit(text.charAt(i - 2));
        if (type || nameEnd >= to) {
            return false;
        }
        char next = text.charAt(nameEnd);
        if (next == '>') {
            return true;
        }
        int end = nameEnd;
        int limit = Math.min(to, nameEnd + LONGEST_TAG);
        boolean attribute = false;
        while (end < limit && text.charAt(end) != '>' && text.charAt(end) != '<') {
            attribute |= text.charAt(end) == '=';
            end++;
        }
        boolean whole = end < limit && text.charAt(end) == '>' && text.charAt(end - 1) != '/';
        return Character.isWhitespace(next) && attribute && whole;
    }
}
