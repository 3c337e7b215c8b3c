package io.sillok.parsers.mask;

import java.util.Arrays;

/**
 * Texts of one record that were masked already. A failure is told two to four times in a record: as its message, as the
 * context's exception, as a previous one, as a field of its own; it needs to be judged once. Not thread-safe.
 */
final class MaskedBefore {

    /** In characters; for shorter texts it is not worth while. */
    static final int LEAST = 64;

    private static final int MOST = 4;

    /** @param shown what was put out instead, null if the text may stay */
    private record Known(Text text, char[] shown, MaskTally counts) {

        boolean is(Text other) {
            return text.length() == other.length() && text.sameAs(other, 0, other.length());
        }
    }

    private final Known[] known = new Known[MOST];
    private int count;

    /** Which one of the texts it is; -1 if none. */
    int find(Text text) {
        for (int i = 0; i < Math.min(count, MOST); i++) {
            if (known[i].is(text)) {
                return i;
            }
        }
        return -1;
    }

    /** Appends and counts the same as before; false, and nothing appended, if nothing had to be masked. */
    boolean again(int which, TextBuffer out, MaskTally tally) {
        Known same = known[which];
        tally.addAll(same.counts());
        if (same.shown() == null) {
            return false;
        }
        out.append(same.shown(), 0, same.shown().length);
        return true;
    }

    /**
     * Remembers what came of a text; the oldest one makes room.
     *
     * @param text must not be written to later
     * @param begun where in {@code out} its masked form begins, which ends with the output
     */
    void keep(Text text, boolean masked, TextBuffer out, int begun, MaskTally counts) {
        char[] shown = masked ? Arrays.copyOfRange(out.chars(), begun, out.length()) : null;
        known[count++ % MOST] = new Known(text, shown, counts);
    }
}
