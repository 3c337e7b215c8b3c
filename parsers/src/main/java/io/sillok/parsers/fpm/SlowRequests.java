package io.sillok.parsers.fpm;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.record.LogRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins FPM's slow log, which has the stack, with its error log, which has the URL: both speak of a slow request under
 * host, pool, child and second. FPM writes the error log first, so the block may stand in the next second.
 *
 * <p>Not thread-safe.
 */
public final class SlowRequests {

    /** {@code host/pool/pid/second}, in events of both logs. */
    public static final String KEY = "php_fpm.request.key";

    private static final int MAX_REQUESTS = 100_000;
    private static final int MAX_DELAY_SECONDS = 1;

    private static final List<String> TOLD = List.of(
            Fields.HTTP_METHOD,
            Fields.URL_PATH,
            Fields.URL_QUERY,
            "php_fpm.request.outcome",
            "php_fpm.request.elapsed");

    private final Map<String, LogEvent> notices = new LinkedHashMap<>();

    static void addKey(LogRecord record, String pool, String pid, Optional<Instant> time, LogEvent.Builder event) {
        time.ifPresent(at ->
                event.attribute(KEY, record.source().host() + '/' + pool + '/' + pid + '/' + at.getEpochSecond()));
    }

    /** Remembers what the error log says of a slow request; any other event is passed over. */
    public void notice(LogEvent event) {
        Optional<String> key = event.text(KEY);
        if (key.isPresent() && event.text(Fields.URL_PATH).isPresent()) {
            notices.putIfAbsent(key.get(), event);
            if (notices.size() > MAX_REQUESTS) {
                notices.remove(notices.keySet().iterator().next());
            }
        }
    }

    /** The event with its request, if it is a block of the slow log and the error log spoke of it. */
    public LogEvent joined(LogEvent event) {
        Optional<String> key = event.text(KEY);
        if (key.isEmpty() || event.text(Fields.URL_PATH).isPresent()) {
            return event;
        }
        int second = key.get().lastIndexOf('/') + 1;
        for (int delay = 0; delay <= MAX_DELAY_SECONDS; delay++) {
            long at = Long.parseLong(key.get().substring(second)) - delay;
            LogEvent notice = notices.get(key.get().substring(0, second) + at);
            if (notice != null) {
                return with(notice, event);
            }
        }
        return event;
    }

    private static LogEvent with(LogEvent notice, LogEvent event) {
        Map<String, Object> attributes = new LinkedHashMap<>(event.attributes());
        for (String name : TOLD) {
            Object value = notice.attributes().get(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        return event.toBuilder().attributes(attributes).build();
    }
}
