package io.sillok.local.endtoend;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until what is to come has come. */
final class Eventually {

    private static final long SHORTEST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 500;

    private Eventually() {}

    /** Assertions that may also fail for want of an answer. */
    @FunctionalInterface
    interface Assertions {
        void hold() throws Exception;
    }

    /**
     * Looks until the assertions hold, and fails as they do if that takes too long. Returns how long it took.
     *
     * <p>The longer it has taken the less often it looks, by a tenth of that time: what is looked at has work to do.
     */
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
            long tenth = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 10;
            TimeUnit.MILLISECONDS.sleep(Math.max(SHORTEST_MILLIS, Math.min(tenth, LONGEST_MILLIS)));
        }
    }
}
