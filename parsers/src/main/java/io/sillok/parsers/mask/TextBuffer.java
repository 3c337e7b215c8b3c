package io.sillok.parsers.mask;

import java.util.Arrays;

/** Where masked text is put together; grows as needed. Not thread-safe. */
final class TextBuffer {

    private static final char[] NOTHING = {};

    private final int capacity;
    private char[] chars = NOTHING;
    private int length;

    /** @param capacity room that is taken when the first character comes */
    TextBuffer(int capacity) {
        this.capacity = capacity;
    }

    int length() {
        return length;
    }

    /** How many characters there is room for. */
    int capacity() {
        return chars.length;
    }

    char[] chars() {
        return chars;
    }

    /** Forgets what was appended since the buffer was as long as that. */
    void truncate(int to) {
        length = to;
    }

    char charAt(int index) {
        return chars[index];
    }

    /** The last character; NUL if there is none behind {@code from}. */
    char last(int from) {
        return length > from ? chars[length - 1] : '\0';
    }

    boolean endsWith(String suffix) {
        return length >= suffix.length() && part(0, length).endsWith(suffix);
    }

    TextBuffer append(char c) {
        room(1);
        chars[length++] = c;
        return this;
    }

    TextBuffer append(String text) {
        int count = text.length();
        room(count);
        text.getChars(0, count, chars, length);
        length += count;
        return this;
    }

    TextBuffer append(char[] text, int from, int to) {
        int count = to - from;
        room(count);
        System.arraycopy(text, from, chars, length, count);
        length += count;
        return this;
    }

    TextBuffer append(Text text, int from, int to) {
        return append(text.array(), text.base() + from, text.base() + to);
    }

    TextBuffer append(TextBuffer text) {
        return append(text.chars, 0, text.length);
    }

    TextBuffer append(Text text) {
        return append(text, 0, text.length());
    }

    private void room(int more) {
        if (length + more > chars.length) {
            int grown = Math.max(capacity, chars.length + (chars.length >> 1));
            chars = Arrays.copyOf(chars, Math.max(length + more, grown));
        }
    }

    /** What stands between two positions, for as long as nothing is truncated before its end. */
    Text part(int from, int to) {
        return new Text(chars, from, to);
    }

    String substring(int from) {
        return new String(chars, from, length - from);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
