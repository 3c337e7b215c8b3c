package io.sillok.local.pipeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often a part may be started again: a part that dies once in a while is helped, one that cannot live is not kept
 * dying. Times are nanoseconds of any one clock. Not thread-safe.
 *
 * @param most within the span of time
 */
record Restarts(int most, Duration span, Deque<Long> times) {

    static Restarts atMost(int most, Duration span) {
        return new Restarts(most, span, new ArrayDeque<>());
    }

    /** Takes one, if there is one left. */
    boolean another(long now) {
        times.removeIf(time -> now - time > span.toNanos());
        if (times.size() >= most) {
            return false;
        }
        times.add(now);
        return true;
    }
}
