package io.sillok.sinks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides whether and when an item is tried again. A store that is down, busy or locked is waited for without end: that
 * holds up the flow, but loses nothing. Who changes documents that may not be there yet knows best how long to wait for them.
 */
public record RetryPolicy(Backoff backoff) {

    public static final RetryPolicy STANDARD = new RetryPolicy(Backoff.STANDARD);

    /**
     * @param attempts made so far, this one included
     * @return the outcome itself if it is final; else a retry with the time to wait
     */
    public Outcome judge(Outcome outcome, int attempts, RandomGenerator random) {
        if (!(outcome instanceof Outcome.Retry retry)) {
            return outcome;
        }
        Duration wait = backoff.after(attempts, random);
        return new Outcome.Retry(
                retry.cause(), retry.reason(), wait.compareTo(retry.after()) < 0 ? retry.after() : wait);
    }
}
