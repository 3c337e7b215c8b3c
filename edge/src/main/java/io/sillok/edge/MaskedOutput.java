package io.sillok.edge;

import io.sillok.model.FileSlice;
import io.sillok.model.edge.MaskedRecords;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Masked records one behind the other. */
final class MaskedOutput {

    private final ByteArrayOutputStream bytes;
    private final int[] lengths;
    private int count;

    MaskedOutput(int records, int rawBytes) {
        this.lengths = new int[records];
        this.bytes = new ByteArrayOutputStream(rawBytes + rawBytes / 8 + 64);
    }

    /** Whether a record is one that a slice can hold. */
    static boolean fits(byte[] record) {
        return record.length > 0 && record.length <= FileSlice.MAX_BYTES;
    }

    void add(byte[] record) {
        bytes.writeBytes(record);
        lengths[count++] = record.length;
    }

    MaskedRecords records(boolean anew) {
        return new MaskedRecords(bytes.toByteArray(), Arrays.copyOf(lengths, count), anew);
    }
}
