package io.sillok.tailer;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a file is looked at that no hint speaks of. Where hints tell of changes a look is only to be sure that none
 * was missed, so it comes the more rarely the longer nothing happened.
 *
 * @param least between two looks at a file that changes and of whose changes no hint tells
 * @param most between two looks at a file of which hints are not sure to tell, as long as there are few
 */
record LookPace(Duration least, Duration most) {

    static final LookPace STANDARD = new LookPace(Duration.ofMillis(150), Duration.ofSeconds(5));

    /** A file that is quiet for longer is looked at less often, at this part of that time. */
    private static final int QUIET_PART = 4;

    /** With many files the sum of looks is bounded and not the delay of each. */
    private static final Duration MOST_PER_FILE = Duration.ofMillis(2);

    /** The same for those of which hints tell. */
    private static final Duration LEAST_PER_TOLD_FILE = Duration.ofMillis(20);

    private static final Duration MOST_IF_TOLD = Duration.ofMinutes(5);

    /** From here on looks are gathered in whole seconds, so that an idle tailer sleeps in between. */
    private static final Duration GATHERED = Duration.ofSeconds(2);

    /**
     * When to look again.
     *
     * @param changed when the file last changed
     * @param told whether hints tell of its changes
     * @param files how many there are
     * @param spread any number that differs from file to file
     */
    Instant next(Instant now, Instant changed, boolean told, int files, int spread) {
        Duration longest = max(most, MOST_PER_FILE.multipliedBy(files));
        Duration quiet = Duration.ofNanos(Duration.between(changed, now).toNanos() / QUIET_PART);
        Duration pause = told ? ifTold(quiet, files) : min(max(quiet, least), longest);
        if (pause.compareTo(GATHERED) < 0) {
            return now.plus(pause);
        }
        long earlier = pause.toMillis() / 2 * Math.floorMod(spread, 64) / 64;
        return wholeSecond(now.plus(pause).minusMillis(earlier));
    }

    private Duration ifTold(Duration quiet, int files) {
        Duration shortest = max(most, LEAST_PER_TOLD_FILE.multipliedBy(files));
        return max(shortest, min(quiet, MOST_IF_TOLD));
    }

    /** The last whole second at or before a time. */
    static Instant wholeSecond(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
