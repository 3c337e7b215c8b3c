package io.sillok.parsers.grok;

import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.parsers.ids.CorrelationIds;
import io.sillok.parsers.ids.IdKeys;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.time.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Patterns of the user's own: their fields become attributes. Fields called {@code timestamp}, {@code level} (or
 * {@code severity}, {@code loglevel}, {@code log.level}) and {@code message} become what their names say, ids join the
 * event to its trace.
 */
public final class GrokParser implements RecordParser {

    private final Grok grok;
    private final ThreadLocal<GrokMatcher> matchers;
    private final ZoneId zone;
    private final IdKeys keys;

    private GrokParser(Grok grok, ZoneId zone, IdKeys keys) {
        this.grok = grok;
        this.matchers = ThreadLocal.withInitial(grok::matcher);
        this.zone = zone;
        this.keys = keys;
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        return new GrokParser(GrokDefinition.compile(definition), definition.zone(), IdKeys.of(definition));
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        byte[] line = record.text().getBytes(StandardCharsets.UTF_8);
        GrokMatcher matcher = matchers.get();
        return switch (matcher.match(line, 0, line.length)) {
            case MATCH -> List.of(event(record, matcher.fields()));
            case NO_MATCH -> List.of(record.rejected(Rejection.SYNTAX));
            case OVER_BUDGET ->
                List.of(record.overBudget(
                        grok.patterns().get(matcher.pattern()).definition().place()));
        };
    }

    private LogEvent event(LogRecord record, Map<String, Object> fields) {
        LogEvent.Builder event = record.event();
        CorrelationIds ids = new CorrelationIds(keys);
        fields.forEach((field, value) -> {
            put(field, value, event);
            if (value instanceof String text) {
                ids.offer(field.toLowerCase(Locale.ROOT), text);
            }
        });
        ids.addTo(event);
        return event.build();
    }

    private void put(String field, Object value, LogEvent.Builder event) {
        switch (field) {
            case "message" -> event.body(value.toString());
            case "timestamp", "@timestamp" ->
                time(value).ifPresentOrElse(event::timestamp, () -> attribute(field, value, event));
            case "level", "severity", "loglevel", "log.level" ->
                Severity.ofWord(value.toString())
                        .ifPresentOrElse(event::severity, () -> attribute(field, value, event));
            default -> attribute(field, value, event);
        }
    }

    private static void attribute(String field, Object value, LogEvent.Builder event) {
        if (value instanceof Long number) {
            event.attribute(field, number);
        } else if (value instanceof Double number) {
            event.attribute(field, number);
        } else if (value instanceof Boolean answer) {
            event.attribute(field, answer);
        } else if (value instanceof List<?> values) {
            event.attribute(
                    field,
                    values.stream()
                            .map(each -> each instanceof Instant ? each.toString() : each)
                            .toList());
        } else {
            event.attribute(field, value.toString());
        }
    }

    private Optional<Instant> time(Object value) {
        if (value instanceof Instant time) {
            return Optional.of(time);
        }
        String text = value.toString();
        return Timestamps.iso(text, zone)
                .or(() -> Timestamps.commonLog(text))
                .or(() -> Timestamps.php(text, zone))
                .or(() -> Timestamps.epochSeconds(text));
    }
}
