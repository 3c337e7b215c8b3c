package io.sillok.search;

import java.time.Instant;
import java.util.Optional;

/**
 * How an issue stands after what a developer said of it, as far as what was seen since goes.
 *
 * @param resolvedAt when it was said to be resolved, on the clock of its events; empty if nobody said so
 * @param resolvedIn the release that was told to mend it; empty if none was
 * @param cameBackIn the release in which it was seen again; empty if it was not, or that is not known
 */
public record Standing(State state, Optional<Instant> resolvedAt, String resolvedIn, String cameBackIn) {

    /** Nobody said anything of it. */
    static final Standing OPEN = new Standing(State.OPEN, Optional.empty(), "", "");

    /** What is left to do. */
    public enum State {
        OPEN,
        /** Said to be, and not seen since. */
        RESOLVED,
        /** Said to be resolved, and seen since. */
        REGRESSED
    }
}
