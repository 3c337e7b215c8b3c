package io.sillok.parsers.nginx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sillok.model.LogEvent;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.template.LineTemplate;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An access log whose lines are JSON objects. Which variable a key stands for is told by the {@code log_format} text, else
 * by the key's name; an object in an object is looked through, its keys joined with dots.
 */
final class JsonAccessParser implements RecordParser {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_DEPTH = 16;

    private final Map<String, LineTemplate> formats;
    private final Optional<RecordParser> fallback;

    private JsonAccessParser(Map<String, LineTemplate> formats, Optional<RecordParser> fallback) {
        this.formats = Map.copyOf(formats);
        this.fallback = fallback;
    }

    static JsonAccessParser ofWellKnownKeys() {
        return new JsonAccessParser(Map.of(), Optional.empty());
    }

    /** @param lines reads lines that are not JSON after all: an unquoted variable may be empty or {@code -} */
    static RecordParser of(String logFormat, RecordParser lines) throws DefinitionException {
        // unquoted variables are quoted, so that the format itself is JSON
        String quoted = logFormat.replaceAll(":\\s*(\\$\\w+|\\$\\{\\w+})\\s*(?=[,}])", ":\"$1\"");
        Optional<Map<String, String>> keys = members(quoted);
        if (keys.isEmpty()) {
            return lines;
        }
        Map<String, LineTemplate> formats = new LinkedHashMap<>();
        for (Map.Entry<String, String> key : keys.get().entrySet()) {
            if (key.getValue().indexOf('$') >= 0) {
                formats.put(key.getKey(), LogFormat.compile(key.getValue(), Escape.NONE));
            }
        }
        return new JsonAccessParser(formats, Optional.of(lines));
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        Optional<Map<String, String>> members = members(record.text());
        if (members.isEmpty()) {
            return fallback.map(lines -> lines.parse(record))
                    .orElseGet(() -> List.of(record.rejected(Rejection.SYNTAX)));
        }
        AccessEntry entry = new AccessEntry(record);
        members.get().forEach((key, value) -> put(key, value, entry));
        return List.of(entry.build());
    }

    private void put(String key, String value, AccessEntry entry) {
        LineTemplate format = formats.get(key);
        if (format == null) {
            Variables.put(WellKnownKeys.variable(key, value), value, entry);
        } else if (format.bare()) {
            Variables.put(format.slots().get(0), value, entry);
        } else if (format.match(value) instanceof LineTemplate.Values found) {
            for (int i = 0; i < found.values().size(); i++) {
                Variables.put(format.slots().get(i), found.values().get(i), entry);
            }
        } else {
            entry.text("nginx." + key, value);
        }
    }

    /** Every value as its text, numbers digit for digit; empty if the text is not one JSON object. */
    static Optional<Map<String, String>> members(String text) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT || !object("", 0, json, members)) {
                return Optional.empty();
            }
            return json.nextToken() == null ? Optional.of(members) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the caller rejects the line
        }
    }

    private static boolean object(String prefix, int depth, JsonParser json, Map<String, String> members)
            throws IOException {
        if (depth > MAX_DEPTH) {
            return false;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = prefix + json.currentName();
            switch (json.nextToken()) {
                case START_OBJECT -> {
                    if (!object(key + '.', depth + 1, json, members)) {
                        return false;
                    }
                }
                case START_ARRAY -> json.skipChildren();
                case VALUE_NULL -> members.put(key, "");
                default -> members.put(key, json.getText());
            }
        }
        return true;
    }
}
