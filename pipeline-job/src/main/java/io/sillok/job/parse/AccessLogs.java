package io.sillok.job.parse;

import io.sillok.job.ReadEvent;
import io.sillok.model.Fields;
import io.sillok.model.MaskedEvent;
import io.sillok.model.SliceSource;
import java.util.Optional;

/**
 * Says whether an access log's lines count as requests: several logs of a host often tell the same request in different
 * formats, and it must count once.
 *
 * <p>Key {@code metrics} of the file's definition decides ({@code true} or {@code false}). Without it, logs that tell a
 * request's duration are candidates, and of the formats that a host has the first one seen is counted.
 */
final class AccessLogs {

    static final String KEY = "metrics";

    private AccessLogs() {}

    static String of(SliceSource source, MaskedEvent event) {
        // of the event, not of the file: a container's log holds several formats
        Optional<String> format = event.event().text(Fields.LOG_FORMAT);
        if (!event.event().attributes().containsKey(Fields.HTTP_STATUS)
                || !format.equals(Optional.of("nginx.access"))) {
            return ReadEvent.NOT_COUNTED;
        }
        String decided = source.definition().get(KEY);
        if (decided != null) {
            return Boolean.parseBoolean(decided) ? ReadEvent.COUNTED : ReadEvent.NOT_COUNTED;
        }
        return event.event().attributes().containsKey(Fields.HTTP_DURATION)
                ? Integer.toHexString(source.definition().hashCode())
                : ReadEvent.NOT_COUNTED;
    }
}
