package io.sillok.tailer;

import java.time.Instant;

/** When one file was and will be looked at. */
final class Turn {

    private Instant last = Instant.MIN.plusSeconds(1);
    private Instant next = Instant.MAX;
    private Instant alarm = Instant.MAX;
    private boolean hinted;
    private boolean told;
    private boolean silent;
    private boolean looked;
    private boolean ended;

    Instant last() {
        return last;
    }

    Instant next() {
        return next;
    }

    /**
     * Whether hints tell of this file's changes, as far as is known.
     *
     * @param heard whether they do for its folder
     */
    boolean told(boolean heard) {
        return told || (heard && !silent);
    }

    void hint() {
        hinted = true;
        told = true;
        silent = false;
    }

    /** A look found a change: either a hint had told of it, or hints cannot be relied on for this file. */
    void changeSeen() {
        told &= hinted;
        silent |= looked && !hinted;
    }

    /** Its path is a link: its folder says nothing of where it leads. */
    void leadsElsewhere() {
        silent = true;
    }

    /** All that hints told of was looked at. */
    void done(Instant now) {
        looked = true;
        hinted = false;
        last = now;
    }

    /** Sets the time of the next look; tells whether an alarm must be set for it. */
    boolean lookAt(Instant time) {
        next = time;
        if (!ended && time.isBefore(alarm)) {
            alarm = time;
            return true;
        }
        return false;
    }

    /** Whether an alarm is the one that was set last, and not one that another replaced. */
    boolean alarmRang(Instant time) {
        if (!time.equals(alarm)) {
            return false;
        }
        alarm = Instant.MAX;
        return !ended;
    }

    /** There will be no more looks. */
    void end() {
        ended = true;
    }
}
