package io.sillok.parsers.grok;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text that a field had last. A server's name, a level or a method is the same in line after line: then there is
 * nothing to decode and nothing to collect. A field that is another one each time is soon not asked any more.
 */
final class LastText {

    private static final int LONGEST = 64;
    private static final int MOST_TRUST = 32;

    /** Texts after which a field that was given up gets another chance. */
    private static final int RETRY = 4096;

    private static final int LITTLE_TRUST = 4;

    private final byte[] bytes = new byte[LONGEST];
    private int length = -1;
    private String text;
    private int trust = MOST_TRUST;
    private int unasked;

    String of(byte[] line, int from, int to) {
        int size = to - from;
        if (trust > 0) {
            if (size == length && Arrays.equals(line, from, to, bytes, 0, size)) {
                trust = Math.min(MOST_TRUST, trust + 1);
                return text;
            }
            trust--;
            if (size <= LONGEST) {
                System.arraycopy(line, from, bytes, 0, size);
                length = size;
                text = decode(line, from, size);
                return text;
            }
        } else if (++unasked == RETRY) {
            unasked = 0;
            trust = LITTLE_TRUST;
        }
        return decode(line, from, size);
    }

    private static String decode(byte[] line, int from, int size) {
        return new String(line, from, size, StandardCharsets.UTF_8);
    }
}
