package io.sillok.model.framing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends eight bytes at a time. */
final class NewlineSearch {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long NEWLINES = ONES * '\n';

    private NewlineSearch() {}

    /** The index of the first line feed in the range, or -1. */
    static int indexOf(byte[] buffer, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORD.get(buffer, i) ^ NEWLINES;
            // The lowest bit that is set marks the first byte that is zero; higher ones may be borrowed and wrong.
            long zeros = (word - ONES) & ~word & HIGH_BITS;
            if (zeros != 0) {
                // Counts the bytes up to that bit. The JVM's first compiler has no instruction for trailing zeros.
                long below = ((zeros & -zeros) - 1) & ONES;
                return i - 1 + (int) ((below * ONES) >>> 56);
            }
        }
        for (; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
