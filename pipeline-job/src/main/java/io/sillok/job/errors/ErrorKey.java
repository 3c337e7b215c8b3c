package io.sillok.job.errors;

import io.sillok.job.ReadEvent;
import io.sillok.model.Digest;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** What the reports of one error have in common, whatever log they stand in. Pure. */
final class ErrorKey {

    private static final int MESSAGE_CHARS = 200;
    private static final int KEY_BYTES = 12;

    private ErrorKey() {}

    /** Empty if the event tells of no error of PHP. */
    static Optional<String> of(ReadEvent read) {
        LogEvent event = read.event().event();
        return event.text(Fields.ERROR_JOIN_KEY)
                .or(() -> event.text(Fields.EXCEPTION_TYPE).map(type -> ofException(type, event, read.read())))
                .map(key -> scope(event) + '\n' + key);
    }

    /** What no parser gave a key: an exception of one class and message in one second. */
    private static String ofException(String type, LogEvent event, Instant read) {
        String message = event.text(Fields.EXCEPTION_MESSAGE).orElse(event.body());
        long second = event.timestamp().orElse(read).getEpochSecond();
        String whole = type + '\n' + message.substring(0, Math.min(message.length(), MESSAGE_CHARS)) + '\n' + second;
        return Digest.hex(whole.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
    }

    /** Service and environment. */
    static String scope(LogEvent event) {
        return event.resource().getOrDefault(Fields.SERVICE_NAME, "")
                + '\n'
                + event.resource().getOrDefault(Fields.ENVIRONMENT, "");
    }
}
