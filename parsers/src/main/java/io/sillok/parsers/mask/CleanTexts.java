package io.sillok.parsers.mask;

import java.util.Arrays;

/**
 * Texts in which nothing was masked, so that they need no second look. What is masked in a text depends on nothing but the
 * text, so it does not matter what is remembered.
 *
 * <p>Thread-safe: threads may overwrite each other's entries, each of which is right, and immutable.
 */
final class CleanTexts {

    private static final int MOST = 256;

    /** In characters; longer ones are looked at again. */
    private static final int LONGEST = 8192;

    /** So many characters, from all over the text, tell most texts from each other. */
    private static final int SAMPLES = 16;

    private final char[][] texts = new char[MOST][];

    boolean contains(Text text) {
        char[] known = texts[place(text)];
        return known != null
                && Arrays.equals(known, 0, known.length, text.array(), text.base(), text.base() + text.length());
    }

    void add(Text text) {
        if (text.length() <= LONGEST) {
            texts[place(text)] = Arrays.copyOfRange(text.array(), text.base(), text.base() + text.length());
        }
    }

    private static int place(Text text) {
        int length = text.length();
        int step = Math.max(1, length / SAMPLES);
        char[] chars = text.array();
        int hash = length;
        for (int i = text.base() + length - 1; i >= text.base(); i -= step) {
            hash = hash * 31 + chars[i];
        }
        return (hash ^ (hash >>> 15)) & (MOST - 1);
    }
}
