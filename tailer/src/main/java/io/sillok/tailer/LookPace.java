package io.sillok.tailer;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a file is looked at that no hint speaks of.
 *
 * @param least between two looks at a file that changes and of whose changes no hint tells
 * @param most between two looks at any file, as long as there are few
 */
record LookPace(Duration least, Duration most) {

    static final LookPace STANDARD = new LookPace(Duration.ofMillis(150), Duration.ofSeconds(5));

    /** A file that is quiet for longer is looked at less often, at this part of that time. */
    private static final int QUIET_PART = 4;

    /** With many files the sum of looks is bounded and not the delay of each. */
    private static final Duration MOST_PER_FILE = Duration.ofMillis(2);

    /** From here on looks are gathered in whole seconds, so that an idle tailer sleeps in between. */
    private static final Duration GATHERED = Duration.ofSeconds(2);

    /**
     * When to look again.
     *
     * @param changed when the file last changed
     * @param told whether hints told of its last change
     * @param files how many there are
     * @param spread any number that differs from file to file
     */
    Instant next(Instant now, Instant changed, boolean told, int files, int spread) {
        Duration longest = max(most, MOST_PER_FILE.multipliedBy(files));
        Duration quiet = Duration.ofNanos(Duration.between(changed, now).toNanos() / QUIET_PART);
        Duration pause = told ? longest : min(max(quiet, least), longest);
        if (pause.compareTo(GATHERED) < 0) {
            return now.plus(pause);
        }
        long earlier = pause.toMillis() / 2 * Math.floorMod(spread, 64) / 64;
        return wholeSecond(now.plus(pause).minusMillis(earlier));
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
