package io.sillok.search;

import java.time.Instant;

/**
 * An event in its place in the trace.
 *
 * @param time where it stands among the others
 * @param exact whether the log says so; many logs know only the second, and {@code time} is then the likeliest in it
 */
public record TraceEvent(Instant time, boolean exact, LogHit hit) {}
