package io.sillok.tailer;

import java.util.Arrays;

/** The stretch of a file that was read and is not in a slice yet. Holds no memory while it is empty. */
final class ByteWindow {

    private static final byte[] EMPTY = new byte[0];

    private byte[] bytes = EMPTY;
    private long base;
    private int length;

    ByteWindow(long base) {
        this.base = base;
    }

    long base() {
        return base;
    }

    long end() {
        return base + length;
    }

    void append(byte[] from, int offset, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.min(bytes.length * 2, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    byte[] copy(long from, int count) {
        int at = (int) (from - base);
        return Arrays.copyOfRange(bytes, at, at + count);
    }

    void discardTo(long offset) {
        int done = (int) (offset - base);
        length -= done;
        if (length == 0) {
            bytes = EMPTY;
        } else {
            System.arraycopy(bytes, done, bytes, 0, length);
        }
        base = offset;
    }
}
