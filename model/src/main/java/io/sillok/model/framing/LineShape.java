package io.sillok.model.framing;

import java.nio.charset.StandardCharsets;

/** A fixed run of bytes where {@code 9} stands for any digit and {@code A} for any ASCII letter, such as {@code 9999-99-99}. */
@SuppressWarnings("ArrayRecordComponent")
record LineShape(byte[] shape) {

    static LineShape of(String shape) {
        return new LineShape(shape.getBytes(StandardCharsets.US_ASCII));
    }

    int length() {
        return shape.length;
    }

    boolean startsAt(byte[] buffer, int from, int to) {
        if (to - from < shape.length) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            if (!fits(shape[i], buffer[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** The index of its first place in the range, or -1. */
    int indexIn(byte[] buffer, int from, int to) {
        for (int i = from; i <= to - shape.length; i++) {
            if (startsAt(buffer, i, to)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean fits(byte expected, byte actual) {
        return switch (expected) {
            case '9' -> actual >= '0' && actual <= '9';
            case 'A' -> isLetter(actual);
            default -> actual == expected;
        };
    }

    static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
