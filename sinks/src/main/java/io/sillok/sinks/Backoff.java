package io.sillok.sinks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time up to a limit, and of that a random part between a
 * half and the whole, so that many who failed together do not come back together. Pure: it neither waits nor looks at a
 * clock.
 */
public record Backoff(Duration first, Duration most) {

    /** For a store that should be back within seconds. What it is away longer is known that long after it is back at most. */
    public static final Backoff STANDARD = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    public Backoff {
        if (first.isZero() || first.isNegative() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("a backoff from " + first + " to " + most);
        }
    }

    /** @param attempts that failed so far, at least 1 */
    public Duration after(int attempts, RandomGenerator random) {
        // 2^40 times the shortest wait is beyond any limit, and still far from an overflow.
        int doublings = Math.min(Math.max(attempts, 1) - 1, 40);
        double whole = Math.min(first.toNanos() * Math.pow(2, doublings), most.toNanos());
        return Duration.ofNanos((long) (whole * (0.5 + 0.5 * random.nextDouble())));
    }
}
