package io.sillok.parsers.exception;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * The same for an error of PHP in every log that tells of it: PHP's error_log, FPM's and nginx's. Made of what all of
 * them have: level, message, and the second. The message is taken as far as no log cuts it; its end, with file and line,
 * is part of it where it is short enough.
 */
public final class ErrorJoinKey {

    private static final int MESSAGE_CHARS = 200;

    private ErrorJoinKey() {}

    public static void add(String level, String message, Optional<Instant> time, LogEvent.Builder event) {
        time.ifPresent(second -> event.attribute(
                Fields.ERROR_JOIN_KEY,
                Fingerprint.of(
                        level,
                        message.substring(0, Math.min(message.length(), MESSAGE_CHARS)),
                        Long.toString(second.getEpochSecond()))));
    }
}
