package io.sillok.parsers.laravel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what Monolog wrote as JSON. LineFormatter turns the escapes of line breaks into real ones, so control characters in
 * strings are allowed. Integers beyond 64 bits come back as text: they are ids.
 */
final class MonologJson {

    private static final int MAX_DEPTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private MonologJson() {}

    /**
     * A map or a list; a list comes back as a map by index, as PHP has it. Empty if the text is not one JSON object or
     * array.
     */
    static Optional<Map<String, Object>> read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            Object value = value(json.nextToken(), json);
            if (json.nextToken() != null) {
                return Optional.empty();
            }
            return asMap(value);
        } catch (IOException e) {
            return Optional.empty(); // the caller takes the text as what it is: text
        }
    }

    static Optional<Map<String, Object>> asMap(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> typed = new LinkedHashMap<>();
            map.forEach((key, item) -> typed.put(key.toString(), item));
            return Optional.of(typed);
        }
        if (value instanceof List<?> list) {
            Map<String, Object> indexed = new LinkedHashMap<>();
            for (Object item : list) {
                indexed.put(String.valueOf(indexed.size()), item);
            }
            return Optional.of(indexed);
        }
        return Optional.empty();
    }

    private static Object value(JsonToken token, JsonParser json) throws IOException {
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            default -> null;
        };
    }

    /** As a number only where every reader of JSON sees the same one: up to 2^53. */
    private static Object integer(JsonParser json) throws IOException {
        String digits = json.getText();
        if (digits.length() > 16) {
            return digits;
        }
        long number = json.getLongValue();
        return Math.abs(number) > 1L << 53 ? digits : (Object) number;
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            map.put(key, value(json.nextToken(), json));
        }
        return map;
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            list.add(value(token, json));
        }
        return list;
    }
}
