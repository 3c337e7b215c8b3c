package io.sillok.tailer;

import io.sillok.model.FileSlice;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that are used again, each as large as a slice may be. Kafka's client wants an array of just a slice's length; while
 * the slice waits for its answer its bytes stand here instead, so that the one it was sent from dies young and the collector
 * never has to move what waits.
 */
final class SliceBuffers {

    /** Smaller slices wait in the arrays they came in: a buffer for each would take many times their size. */
    static final int LEAST_BYTES = FileSlice.MAX_BYTES / 2;

    private final Deque<byte[]> free = new ArrayDeque<>();

    byte[] take() {
        return free.isEmpty() ? new byte[FileSlice.MAX_BYTES] : free.pop();
    }

    void giveBack(byte[] buffer) {
        free.push(buffer);
    }

    /** Leaves the memory to others, since nothing waits for an answer. */
    void clear() {
        free.clear();
    }
}
