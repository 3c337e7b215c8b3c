package io.sillok.local.grok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a line.
 *
 * @param number counted from 1
 * @param pattern which one decided, counted from 1; 0 if none matches
 * @param fallback why the regex engine was asked; empty if the compiled pattern answered
 * @param steps bytes, or characters in the regex engine, that were looked at
 */
record LineReport(
        long number,
        Result result,
        int pattern,
        Optional<String> fallback,
        long steps,
        long nanos,
        int bytes,
        Map<String, Object> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();

    enum Result {
        MATCH("match"),
        NO_MATCH("no match"),
        OVER_BUDGET("over budget");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    String engine() {
        return fallback.map(reason -> "fallback (" + reason + ")").orElse("compiled");
    }

    String text() {
        String captures = fields.entrySet().stream()
                .map(field -> " " + field.getKey() + "=" + json(plain(field.getValue())))
                .collect(Collectors.joining());
        String which = pattern > 0 ? " pattern " + pattern : "";
        return number + ": " + result.words() + which + ", " + engine() + ", " + steps + " steps" + captures;
    }

    String json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("line", number);
        line.put("result", result.words());
        if (pattern > 0) {
            line.put("pattern", pattern);
        }
        line.put("engine", fallback.isPresent() ? "fallback" : "compiled");
        fallback.ifPresent(reason -> line.put("reason", reason));
        line.put("steps", steps);
        line.put("nanos", nanos);
        if (result == Result.MATCH) {
            Map<String, Object> captures = new LinkedHashMap<>();
            fields.forEach((name, value) -> captures.put(name, plain(value)));
            line.put("fields", captures);
        }
        return json(line);
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> values) {
            return values.stream().map(LineReport::plain).toList();
        }
        return value instanceof Instant ? value.toString() : value;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers have a JSON form", e);
        }
    }
}
