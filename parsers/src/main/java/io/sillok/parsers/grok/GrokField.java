package io.sillok.parsers.grok;

/**
 * A capture of a pattern.
 *
 * @param name the field's path with dots between its parts: {@code [http][request][method]} is {@code http.request.method}
 */
public record GrokField(String name, FieldType type) {

    static String path(String field) {
        if (!field.startsWith("[") || !field.endsWith("]")) {
            return field;
        }
        return field.substring(1, field.length() - 1).replace("][", ".");
    }
}
