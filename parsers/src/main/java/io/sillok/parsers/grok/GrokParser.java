package io.sillok.parsers.grok;

import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.parsers.ids.CorrelationIds;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.time.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern of the user's own: its fields become attributes. Fields called {@code timestamp}, {@code level} (or
 * {@code severity}, {@code loglevel}) and {@code message} become what their names say, ids join the event to its trace.
 */
public final class GrokParser implements RecordParser {

    private final BoundedGrok pattern;
    private final ZoneId zone;

    private GrokParser(BoundedGrok pattern, ZoneId zone) {
        this.pattern = pattern;
        this.zone = zone;
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        String pattern = definition
                .text(Definition.PATTERN)
                .orElseThrow(() -> new DefinitionException("pattern: parser grok needs one"));
        return new GrokParser(BundledPatterns.compileUsers(pattern), definition.zone());
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        BoundedGrok.Result result = pattern.match(record.text());
        if (!(result instanceof BoundedGrok.Captures captures)) {
            return List.of(
                    record.rejected(result instanceof BoundedGrok.OverBudget ? Rejection.BUDGET : Rejection.SYNTAX));
        }
        LogEvent.Builder event = record.event();
        CorrelationIds ids = new CorrelationIds();
        for (Map.Entry<String, String> field : captures.fields().entrySet()) {
            put(field.getKey(), field.getValue(), event);
            ids.offer(field.getKey().toLowerCase(Locale.ROOT), field.getValue());
        }
        ids.addTo(event);
        return List.of(event.build());
    }

    private void put(String field, String value, LogEvent.Builder event) {
        switch (field) {
            case "message" -> event.body(value);
            case "timestamp" -> time(value).ifPresentOrElse(event::timestamp, () -> event.attribute(field, value));
            case "level", "severity", "loglevel" ->
                Severity.ofWord(value).ifPresentOrElse(event::severity, () -> event.attribute(field, value));
            default -> event.attribute(field, value);
        }
    }

    private Optional<Instant> time(String value) {
        return Timestamps.iso(value, zone)
                .or(() -> Timestamps.commonLog(value))
                .or(() -> Timestamps.php(value, zone))
                .or(() -> Timestamps.epochSeconds(value));
    }
}
