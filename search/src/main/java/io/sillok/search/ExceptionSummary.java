package io.sillok.search;

import java.time.Instant;
import java.util.List;

/**
 * The exceptions of one type.
 *
 * @param count events that tell of one; several logs may tell of the same
 * @param traces how many requests they were in, as far as the id is known
 * @param sources formats of the logs that told of it
 * @param latest the last of them that has a stack trace, or else the last
 */
public record ExceptionSummary(
        String type, long count, long traces, List<String> sources, Instant first, Instant last, LogHit latest) {}
