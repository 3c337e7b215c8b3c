package io.sillok.model.framing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends by words of eight bytes. */
final class NewlineSearch {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long NEWLINES = ONES * '\n';

    /** So many bytes are looked at in one step where no line ends. */
    private static final int STRIDE = 4 * Long.BYTES;

    private NewlineSearch() {}

    /** The index of the first line feed in the range, or -1. */
    static int indexOf(byte[] buffer, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long marks = marks((long) WORD.get(buffer, i) ^ NEWLINES);
            if (marks != 0) {
                return i + first(marks);
            }
        }
        for (; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /**
     * Measures the lines from an index on, one after the other, until one is not whole within the range, is longer than
     * asked for, or begins with NUL, or the array is full.
     *
     * @param lengths takes their lengths, line feeds included
     * @return how many lines it measured
     */
    static int lineLengths(byte[] buffer, int from, int to, int longest, int[] lengths) {
        int count = 0;
        int start = from;
        int i = from;
        // One loop, and nothing called from it that is not small: so the JVM's first compiler keeps it in registers.
        while (i <= to - STRIDE) {
            long one = (long) WORD.get(buffer, i) ^ NEWLINES;
            long two = (long) WORD.get(buffer, i + Long.BYTES) ^ NEWLINES;
            long three = (long) WORD.get(buffer, i + 2 * Long.BYTES) ^ NEWLINES;
            long four = (long) WORD.get(buffer, i + 3 * Long.BYTES) ^ NEWLINES;
            // Without any of these bits no line ends here; with one of them there may also be a byte from 0x80 on.
            if ((((one - ONES) | (two - ONES) | (three - ONES) | (four - ONES)) & HIGH_BITS) == 0) {
                i += STRIDE;
                continue;
            }
            long marks = marks(one);
            if (marks == 0) {
                i += Long.BYTES;
                marks = marks(two);
                if (marks == 0) {
                    i += Long.BYTES;
                    marks = marks(three);
                    if (marks == 0) {
                        i += Long.BYTES;
                        marks = marks(four);
                        if (marks == 0) {
                            i += Long.BYTES;
                            continue;
                        }
                    }
                }
            }
            i += first(marks) + 1;
            if (i - start > longest || buffer[start] == 0 || count == lengths.length) {
                return count;
            }
            lengths[count++] = i - start;
            start = i;
        }
        int newline = indexOf(buffer, i, to);
        while (newline >= 0 && newline + 1 - start <= longest && buffer[start] != 0 && count < lengths.length) {
            lengths[count++] = newline + 1 - start;
            start = newline + 1;
            newline = indexOf(buffer, start, to);
        }
        return count;
    }

    /** The lowest bit that is set marks the first byte that is zero; higher ones may be borrowed and wrong. */
    private static long marks(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** Counts the bytes up to the first mark. The JVM's first compiler has no instruction for trailing zeros. */
    private static int first(long marks) {
        long below = ((marks & -marks) - 1) & ONES;
        return (int) ((below * ONES) >>> 56) - 1;
    }
}
