package io.sillok.local.endtoend;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until what is to come has come. */
final class Eventually {

    private static final long PAUSE_MILLIS = 50;

    private Eventually() {}

    /** Assertions that may also fail for want of an answer. */
    @FunctionalInterface
    interface Assertions {
        void hold() throws Exception;
    }

    /** Looks until the assertions hold, and fails as they do if that takes too long. Returns how long it took. */
    static Duration within(Duration most, Assertions assertions) throws Exception {
        long start = System.nanoTime();
        while (true) {
            try {
                assertions.hold();
                return Duration.ofNanos(System.nanoTime() - start);
            } catch (Exception | AssertionError notYet) {
                if (System.nanoTime() - start > most.toNanos()) {
                    throw notYet;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
