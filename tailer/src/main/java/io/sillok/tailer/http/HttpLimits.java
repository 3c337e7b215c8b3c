package io.sillok.tailer.http;

import java.time.Duration;

/**
 * What one listener takes upon itself.
 *
 * @param connections open at a time; further ones are answered 429 and closed
 * @param headBytes of the request line and the headers together
 * @param requestTime from a request's first byte to its last
 * @param idleTime until the first byte of a request; zero closes a connection after its first answer
 */
public record HttpLimits(int connections, int headBytes, Duration requestTime, Duration idleTime) {

    /** For a page that is asked now and then. */
    public static final HttpLimits PAGE = new HttpLimits(8, 8 * 1024, Duration.ofSeconds(5), Duration.ZERO);

    /** For programs that send much and often. */
    public static final HttpLimits INTAKE =
            new HttpLimits(64, 16 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(5));
}
