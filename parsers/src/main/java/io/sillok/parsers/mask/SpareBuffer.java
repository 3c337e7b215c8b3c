package io.sillok.parsers.mask;

import java.util.concurrent.atomic.AtomicReference;

/** A buffer that serves one text after the other. Thread-safe: who finds it taken gets a new one. */
final class SpareBuffer {

    /** In characters; one that grew larger is not kept. */
    private static final int COMMON = 8192;

    private final AtomicReference<TextBuffer> spare = new AtomicReference<>();

    /** An empty one. */
    TextBuffer take(int capacity) {
        TextBuffer buffer = spare.getAndSet(null);
        if (buffer == null) {
            return new TextBuffer(capacity);
        }
        buffer.truncate(0);
        return buffer;
    }

    /** It is not needed any more, nor is any part of it. */
    void give(TextBuffer buffer) {
        if (buffer.capacity() <= COMMON) {
            spare.setRelease(buffer);
        }
    }
}
