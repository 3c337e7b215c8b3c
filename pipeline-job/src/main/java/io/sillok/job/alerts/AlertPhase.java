package io.sillok.job.alerts;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether a condition holds, by what was found at each look: it must hold for a while before it counts, and be over for a
 * while before that counts. Times are milliseconds of any one clock. Not thread-safe.
 */
final class AlertPhase {

    /** What a look brought. */
    enum Turn {
        NONE,
        FIRING,
        RESOLVED
    }

    private static final long NEVER = Long.MIN_VALUE;

    private boolean firing;
    private long badSince = NEVER;
    private long goodSince = NEVER;

    Turn look(boolean bad, long now, long lasting) {
        if (bad) {
            goodSince = NEVER;
            badSince = badSince == NEVER ? now : badSince;
            if (!firing && now - badSince >= lasting) {
                firing = true;
                return Turn.FIRING;
            }
        } else {
            if (!firing) {
                badSince = NEVER;
                return Turn.NONE;
            }
            goodSince = goodSince == NEVER ? now : goodSince;
            if (now - goodSince >= lasting) {
                firing = false;
                return Turn.RESOLVED;
            }
        }
        return Turn.NONE;
    }

    boolean firing() {
        return firing;
    }

    /** Whether nothing holds and nothing is about to. */
    boolean calm() {
        return badSince == NEVER && !firing;
    }

    /** When it came to hold; after a recovery, when the condition had come to hold that is over now. */
    long since() {
        return badSince;
    }

    /** To be called when a recovery was told. */
    void forget() {
        badSince = NEVER;
        goodSince = NEVER;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(firing);
        out.writeLong(badSince);
        out.writeLong(goodSince);
    }

    static AlertPhase read(DataInput in) throws IOException {
        AlertPhase phase = new AlertPhase();
        phase.firing = in.readBoolean();
        phase.badSince = in.readLong();
        phase.goodSince = in.readLong();
        return phase;
    }
}
