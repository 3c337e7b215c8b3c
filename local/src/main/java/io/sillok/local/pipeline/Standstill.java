package io.sillok.local.pipeline;

import java.time.Duration;

/** Notices that a figure does not change any more. Not thread-safe. */
final class Standstill {

    private final long nanos;
    private long last = Long.MIN_VALUE;
    private long changed = System.nanoTime();

    Standstill(Duration after) {
        this.nanos = after.toNanos();
    }

    /** Whether the figure has been the same for long enough. */
    boolean since(long figure) {
        long now = System.nanoTime();
        if (figure != last) {
            last = figure;
            changed = now;
        }
        return now - changed > nanos;
    }
}
