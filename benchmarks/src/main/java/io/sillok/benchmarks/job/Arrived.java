package io.sillok.benchmarks.job;

import java.util.concurrent.atomic.LongAdder;

/** Lines that have come through the job of this process. */
final class Arrived {

    private static final LongAdder LINES = new LongAdder();

    private Arrived() {}

    static void add(long lines) {
        LINES.add(lines);
    }

    static long lines() {
        return LINES.sum();
    }
}
