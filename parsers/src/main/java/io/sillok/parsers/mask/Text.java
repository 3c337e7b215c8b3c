package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.Objects;

/**
 * A stretch of an array of characters, read without copying it: a field of a record, a statement in a message, a string in
 * JSON. Positions count from the stretch's start. Immutable as long as nobody writes to the array.
 */
final class Text implements CharSequence {

    private final char[] chars;
    private final int base;
    private final int length;

    /** @param to behind the last character, as {@code from} in the array */
    Text(char[] chars, int from, int to) {
        this.chars = chars;
        this.base = from;
        this.length = to - from;
    }

    static Text of(String text) {
        char[] chars = text.toCharArray();
        return new Text(chars, 0, chars.length);
    }

    /** The array that holds the text, to be read only, from {@link #base()} on. */
    char[] array() {
        return chars;
    }

    int base() {
        return base;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[base + Objects.checkIndex(index, length)];
    }

    /** Without a copy. */
    Text part(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return new Text(chars, base + from, base + to);
    }

    @Override
    public Text subSequence(int from, int to) {
        return part(from, to);
    }

    String substring(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return new String(chars, base + from, to - from);
    }

    String substring(int from) {
        return substring(from, length);
    }

    @Override
    public String toString() {
        return new String(chars, base, length);
    }

    boolean startsWith(String prefix, int at) {
        int count = prefix.length();
        if (at < 0 || at > length - count) {
            return false;
        }
        int from = base + at;
        for (int i = 0; i < count; i++) {
            if (chars[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(String prefix) {
        return startsWith(prefix, 0);
    }

    boolean endsWith(String suffix) {
        return startsWith(suffix, length - suffix.length());
    }

    /** Whether {@code word} stands at {@code at}, its ASCII letters in either case. */
    boolean startsWithIgnoringCase(String word, int at) {
        int count = word.length();
        if (at < 0 || at > length - count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (lower(chars[base + at + i]) != lower(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /** -1 if it does not occur from {@code from} on. */
    int indexOf(char c, int from) {
        return indexOf(c, from, length);
    }

    int indexOf(char c) {
        return indexOf(c, 0, length);
    }

    /** -1 if it does not occur in {@code [from, to)}. */
    int indexOf(char c, int from, int to) {
        int end = base + Math.min(to, length);
        for (int i = base + Math.max(0, from); i < end; i++) {
            if (chars[i] == c) {
                return i - base;
            }
        }
        return -1;
    }

    int indexOf(String part, int from) {
        return indexOf(part, from, length);
    }

    int indexOf(String part) {
        return indexOf(part, 0, length);
    }

    /** -1 if it does not occur whole in {@code [from, to)}. */
    int indexOf(String part, int from, int to) {
        char first = part.charAt(0);
        int last = Math.min(to, length) - part.length();
        for (int i = Math.max(0, from); i <= last; i++) {
            if (chars[base + i] == first && startsWith(part, i)) {
                return i;
            }
        }
        return -1;
    }

    boolean contains(String part) {
        return indexOf(part, 0, length) >= 0;
    }

    /** -1 if it does not occur at {@code from} or before. */
    int lastIndexOf(char c, int from) {
        return lastIndexOf(c, from, 0);
    }

    /** -1 if it does not occur in {@code [lowest, from]}. */
    int lastIndexOf(char c, int from, int lowest) {
        for (int i = Math.min(from, length - 1); i >= lowest; i--) {
            if (chars[base + i] == c) {
                return i;
            }
        }
        return -1;
    }

    /** -1 if it does not begin at {@code from} or before. */
    int lastIndexOf(String part, int from) {
        return lastIndexOf(part, from, 0);
    }

    /** -1 if it does not begin in {@code [lowest, from]}. */
    int lastIndexOf(String part, int from, int lowest) {
        char first = part.charAt(0);
        for (int i = Math.min(from, length - part.length()); i >= lowest; i--) {
            if (chars[base + i] == first && startsWith(part, i)) {
                return i;
            }
        }
        return -1;
    }

    boolean sameAs(String other) {
        return other.length() == length && startsWith(other, 0);
    }

    boolean sameAs(Text other, int from, int to) {
        return Arrays.equals(chars, base, base + length, other.chars, other.base + from, other.base + to);
    }
}
