package io.sillok.parsers.laravel;

import io.sillok.model.LogEvent;
import io.sillok.parsers.exception.LoggedException;
import io.sillok.parsers.ids.IdKeys;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.time.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Monolog's JsonFormatter, of Monolog 1, 2 and 3: one object a line, or one array a batch. */
public final class LaravelJsonParser implements RecordParser {

    private final ZoneId zone;
    private final IdKeys keys;

    private LaravelJsonParser(ZoneId zone, IdKeys keys) {
        this.zone = zone;
        this.keys = keys;
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        return new LaravelJsonParser(definition.zone(), IdKeys.of(definition));
    }

    /** Whether a line is such an object. */
    public static boolean matches(String line) {
        return !records(line).isEmpty();
    }

    /** One record, or those of a batch: Monolog writes an array of them where a handler gave it several at once. */
    private static List<Map<String, Object>> records(String line) {
        boolean batch = line.startsWith("[{");
        if (!batch && !line.startsWith("{")) {
            return List.of();
        }
        Optional<Map<String, Object>> json = MonologJson.read(line);
        if (json.isEmpty()) {
            return List.of();
        }
        List<Map<String, Object>> records = new ArrayList<>();
        for (Object each : batch ? json.get().values() : List.<Object>of(json.get())) {
            MonologJson.asMap(each).filter(LaravelJsonParser::isRecord).ifPresent(records::add);
        }
        return batch && records.size() < json.get().size() ? List.of() : records;
    }

    private static boolean isRecord(Map<String, Object> object) {
        return object.containsKey("message") && object.containsKey("level_name");
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        List<Map<String, Object>> records = records(record.text());
        if (records.isEmpty()) {
            return List.of(record.rejected(Rejection.SYNTAX));
        }
        List<LogEvent> events = new ArrayList<>(records.size());
        for (Map<String, Object> object : records) {
            LogEvent.Builder event = record.event();
            entry(object).addTo(event, keys);
            events.add(event.build());
        }
        return events;
    }

    private LaravelEntry entry(Map<String, Object> object) {
        Map<String, Object> context =
                new LinkedHashMap<>(MonologJson.asMap(object.get("context")).orElse(Map.of()));
        Optional<LoggedException> exception =
                MonologJson.asMap(context.get("exception")).flatMap(ExceptionObject::parse);
        if (exception.isEmpty() && context.get("exception") instanceof String text) {
            exception = ExceptionText.parse(text);
        }
        if (exception.isPresent()) {
            context.remove("exception");
        }
        return new LaravelEntry(
                time(object.get("datetime")),
                text(object.get("channel")),
                text(object.get("level_name")),
                text(object.get("message")),
                context,
                MonologJson.asMap(object.get("extra")).orElse(Map.of()),
                exception);
    }

    /** Monolog 1 writes PHP's DateTime: {@code {"date":"2026-11-22 08:57:28.864170","timezone":"UTC"}}. */
    private Optional<Instant> time(Object datetime) {
        if (!(datetime instanceof Map<?, ?> object)) {
            return Timestamps.iso(text(datetime), zone);
        }
        try {
            ZoneId own = object.get("timezone") instanceof String name ? Timestamps.zone(name) : zone;
            return Timestamps.iso(text(object.get("date")), own);
        } catch (DateTimeException e) {
            return Timestamps.iso(text(object.get("date")), zone);
        }
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
