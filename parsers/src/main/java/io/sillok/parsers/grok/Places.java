package io.sillok.parsers.grok;

import java.nio.charset.StandardCharsets;

/**
 * Turns places in a text into places in its bytes.
 *
 * @param text null if each of its characters is a byte
 */
record Places(byte[] bytes, int from, String text) {

    /** The line's own bytes if it is plain ASCII, else those of the text that it was read as. */
    static Places of(byte[] line, int from, int length, String text) {
        if (text.length() == length && text.indexOf('\ufffd') < 0) {
            return new Places(line, from, null);
        }
        return new Places(text.getBytes(StandardCharsets.UTF_8), 0, text);
    }

    int at(int index) {
        if (index < 0 || text == null) {
            return index < 0 ? -1 : from + index;
        }
        int place = 0;
        for (int i = 0; i < index; i++) {
            char c = text.charAt(i);
            // each half of a pair is two of its four bytes
            place += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return place;
    }
}
