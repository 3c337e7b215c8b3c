package io.sillok.sinks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides whether and when an item is tried again. A store that is down, busy or locked is waited for without end: that
 * holds up the flow, but loses nothing. Only a change of a document that is not there is given up at last.
 *
 * @param missing attempts after which a document that is not there is taken to never come
 */
public record RetryPolicy(Backoff backoff, int missing) {

    public static final RetryPolicy STANDARD = new RetryPolicy(Backoff.STANDARD, 10);

    /**
     * @param attempts made so far, this one included
     * @return the outcome itself if it is final; else a retry with the time to wait, or a refusal
     */
    public Outcome judge(Outcome outcome, int attempts, RandomGenerator random) {
        if (!(outcome instanceof Outcome.Retry retry)) {
            return outcome;
        }
        if (retry.cause() == Outcome.Cause.MISSING && attempts >= missing) {
            return new Outcome.Refused(retry.reason() + " after " + attempts + " attempts");
        }
        Duration wait = backoff.after(attempts, random);
        return new Outcome.Retry(
                retry.cause(), retry.reason(), wait.compareTo(retry.after()) < 0 ? retry.after() : wait);
    }
}
