package io.sillok.local.servers;

import java.time.Instant;

/**
 * What made a job end or start again.
 *
 * @param reason the innermost cause
 */
public record JobFailure(Instant time, String reason) {}
