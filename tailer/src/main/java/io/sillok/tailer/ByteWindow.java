package io.sillok.tailer;

import java.util.Arrays;

/**
 * The stretch of a file that was read and is not in a slice yet. What was read last is looked at where the reader put it,
 * and copied only if it is still wanted when the reader needs its array again. Holds no memory while it is empty.
 */
final class ByteWindow {

    private static final byte[] EMPTY = new byte[0];

    private byte[] kept = EMPTY;
    private int keptLength;
    private long base;

    /** Behind what is kept; the reader's array. */
    private byte[] lent = EMPTY;

    private int lentFrom;
    private int lentTo;

    ByteWindow(long base) {
        this.base = base;
    }

    long base() {
        return base;
    }

    long end() {
        return base + keptLength + lentTo - lentFrom;
    }

    /** Adds bytes in an array that stays the caller's; {@link #keep} before it changes. */
    void lend(byte[] buffer, int from, int to) {
        lent = buffer;
        lentFrom = from;
        lentTo = to;
    }

    /** Makes what is left of the lent bytes its own. */
    void keep() {
        int rest = lentTo - lentFrom;
        if (rest > 0) {
            if (keptLength + rest > kept.length) {
                kept = Arrays.copyOf(
                        kept, Math.max(keptLength + rest, Math.min(kept.length * 2, Integer.MAX_VALUE - 8)));
            }
            System.arraycopy(lent, lentFrom, kept, keptLength, rest);
            keptLength += rest;
        }
        lend(EMPTY, 0, 0);
    }

    /** Forgets all that is in it; the same bytes will come again. */
    void forget() {
        kept = EMPTY;
        keptLength = 0;
        lend(EMPTY, 0, 0);
    }

    byte[] copy(long from, int count) {
        int at = (int) (from - base);
        if (at >= keptLength) {
            int lentAt = lentFrom + at - keptLength;
            return Arrays.copyOfRange(lent, lentAt, lentAt + count);
        }
        byte[] copy = new byte[count];
        int ofKept = Math.min(count, keptLength - at);
        System.arraycopy(kept, at, copy, 0, ofKept);
        System.arraycopy(lent, lentFrom, copy, ofKept, count - ofKept);
        return copy;
    }

    void discardTo(long offset) {
        int done = (int) (offset - base);
        if (done < keptLength) {
            keptLength -= done;
            // Half a line must not hold on to the memory of a long one.
            byte[] rest = kept.length / 4 > keptLength ? new byte[keptLength] : kept;
            System.arraycopy(kept, done, rest, 0, keptLength);
            kept = rest;
        } else {
            lentFrom += done - keptLength;
            kept = EMPTY;
            keptLength = 0;
        }
        base = offset;
    }
}
