package io.sillok.local.audit;

import io.sillok.job.parse.RangeSet.Range;
import io.sillok.model.FileSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What came of holding the slices of one file against its bytes on the disk. */
final class Comparison {

    private static final int MOST_DIFFERENCES = 20;

    private final List<Range> differences = new ArrayList<>();
    private long compared;
    private long different;

    /** Bytes that the file does not have any more are not compared. */
    void compare(FileSlice slice, FileChannel file) throws IOException {
        ByteBuffer there = ByteBuffer.allocate(slice.bytes().length);
        int length = Bytes.read(file, slice.offset(), there);
        compared += length;
        int first = Arrays.mismatch(slice.bytes(), 0, length, there.array(), 0, length);
        if (first >= 0) {
            int last = length - 1;
            while (slice.bytes()[last] == there.array()[last]) {
                last--;
            }
            different += last + 1 - first;
            if (differences.size() < MOST_DIFFERENCES) {
                differences.add(new Range(slice.offset() + first, slice.offset() + last + 1));
            }
        }
    }

    /** Bytes that were looked at on both sides; what was sent twice counts twice. */
    long compared() {
        return compared;
    }

    /** Of each slice that differs, from the first to the last byte that does. */
    long different() {
        return different;
    }

    /** The first ones. */
    List<Range> differences() {
        return differences;
    }

    boolean differs() {
        return different > 0;
    }
}
