package io.sillok.parsers.laravel;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.parsers.exception.LoggedException;
import io.sillok.parsers.ids.CorrelationIds;
import io.sillok.parsers.ids.IdKeys;
import io.sillok.parsers.php.UncaughtException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What both of Monolog's forms say of an event, and how it becomes one. */
record LaravelEntry(
        Optional<Instant> time,
        String channel,
        String level,
        String message,
        Map<String, Object> context,
        Map<String, Object> extra,
        Optional<LoggedException> exception) {

    void addTo(LogEvent.Builder event, IdKeys keys) {
        DatadogSuffix suffix = DatadogSuffix.of(message);
        Map<String, Object> allExtra = new LinkedHashMap<>(extra);
        allExtra.putAll(suffix.fields());
        event.body(suffix.message())
                .timestamp(time.orElse(null))
                .severity(severity())
                .attribute(Fields.LARAVEL_CHANNEL, channel)
                .attribute(Fields.LARAVEL_CONTEXT, context)
                .attribute(Fields.LARAVEL_EXTRA, allExtra);
        // Log::error($exception) makes a text of it
        exception.or(() -> UncaughtException.logged(suffix.message())).ifPresent(thrown -> thrown.addTo(event));
        ListenedQuery.of(suffix.message(), context).ifPresent(query -> query.addTo(event));
        ServedRequest.of(context, allExtra).addTo(event);
        new CorrelationIds(keys).search(allExtra).search(context).addTo(event);
    }

    /** Monolog's levels are the only ones here; a word of a custom level keeps its text, as information. */
    private Severity severity() {
        return Severity.ofWord(level).orElseGet(() -> new Severity(level.toUpperCase(Locale.ROOT), 9));
    }
}
