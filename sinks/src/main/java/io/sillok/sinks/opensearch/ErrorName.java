package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an error of OpenSearch by its status, type and the field it is about. Its own text is not passed on: it quotes
 * the value that it could not take.
 */
final class ErrorName {

    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,80}");
    private static final Pattern FIELD = Pattern.compile("[\\[\"]([a-z@][a-z0-9_.]{0,100})[]\"]");

    private ErrorName() {}

    static String of(int status, JsonNode error) {
        StringBuilder name = new StringBuilder("OpenSearch ").append(status);
        String type = type(error);
        if (!type.isEmpty()) {
            name.append(": ").append(type);
        }
        String cause = type(error.path("caused_by"));
        if (!cause.isEmpty()) {
            name.append(" (").append(cause).append(')');
        }
        String field = field(error.path("reason").asText());
        if (!field.isEmpty()) {
            name.append(" at ").append(field);
        }
        return name.toString();
    }

    private static String type(JsonNode error) {
        String type = error.path("type").asText();
        return TYPE.matcher(type).matches() ? type : "";
    }

    /** Only names that the mapping has: what else stands in brackets may be a value. */
    private static String field(String reason) {
        Matcher matcher = FIELD.matcher(reason);
        while (matcher.find()) {
            String name = matcher.group(1).replaceAll("\\._value(AndPath)?$", "");
            if (MappedFields.ALL.containsKey(name)) {
                return name;
            }
        }
        return "";
    }
}
