package io.sillok.search;

import java.time.Instant;
import java.util.Optional;

/** {@code [from, to)}; an absent end is open. */
public record TimeRange(Optional<Instant> from, Optional<Instant> to) {

    public static final TimeRange ALL = new TimeRange(Optional.empty(), Optional.empty());

    public static TimeRange between(Instant from, Instant to) {
        return new TimeRange(Optional.of(from), Optional.of(to));
    }
}
