package io.sillok.parsers.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays in saved state: their length, then their bytes. */
public final class StateBytes {

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private StateBytes() {}

    public static void write(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static byte[] read(DataInput in) throws IOException {
        byte[] bytes = new byte[bounded(in.readInt(), MAX_BYTES)];
        in.readFully(bytes);
        return bytes;
    }

    /** The number, if it can be one of so many: state that is damaged must not ask for memory without end. */
    public static int bounded(int number, int atMost) throws IOException {
        if (number < 0 || number > atMost) {
            throw new IOException(number + " where there can be " + atMost);
        }
        return number;
    }
}
