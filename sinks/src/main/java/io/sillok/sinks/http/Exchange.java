package io.sillok.sinks.http;

import java.time.Duration;

/** How a request ended. */
public sealed interface Exchange {

    /**
     * The server answered.
     *
     * @param after how long it asked to be left alone ({@code Retry-After} in seconds); zero if it did not
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, byte[] body, Duration after) implements Exchange {}

    /** No answer; the request may have been done or not. */
    record Unreachable(String reason) implements Exchange {}
}
