package io.sillok.job.index;

import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import io.sillok.sinks.RetryPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The time in which a store takes nothing at all. Everything waits for one attempt then, so a store that is starting is not
 * asked once for each document, and what waited goes on as soon as the store answers. Times are nanoseconds of any one
 * clock. Not thread-safe.
 */
final class Outage {

    private static final Set<Cause> OF_THE_STORE = EnumSet.of(Cause.UNAVAILABLE, Cause.UNAUTHORIZED);

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private int attempts;
    private long until;

    Outage(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** Takes note of a batch's outcomes; whether they show that the store is away, so that none of the batch was judged. */
    boolean shownBy(List<Outcome> outcomes, long now) {
        if (!outcomes.stream().allMatch(Outage::ofTheStore)) {
            attempts = 0;
            return false;
        }
        // Another batch that was under way when the first one failed tells nothing new.
        if (untilNext(now) == 0) {
            attempts++;
            Outcome.Retry retry = (Outcome.Retry) policy.judge(outcomes.get(0), attempts, random);
            until = now + retry.after().toNanos();
        }
        return true;
    }

    /** Nanoseconds to the next attempt; 0 if nothing is known against one now. */
    long untilNext(long now) {
        return attempts == 0 ? 0 : Math.max(0, until - now);
    }

    private static boolean ofTheStore(Outcome outcome) {
        return outcome instanceof Outcome.Retry retry && OF_THE_STORE.contains(retry.cause());
    }
}
