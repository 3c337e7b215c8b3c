package io.sillok.parsers.laravel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ddtrace appends to messages: {@code [dd.trace_id="…" dd.span_id="…" dd.service="…"]}; the recipe for doing so by
 * hand has no quotes.
 *
 * @param message without it
 * @param fields what it said; empty if there was none
 */
record DatadogSuffix(String message, Map<String, Object> fields) {

    private static final int MAX_LENGTH = 1024;
    private static final Pattern FIELD =
            Pattern.compile("([a-z_.]{1,64})=(?:\"([^\"\\]]{0,256})\"|([^\\s\"\\]]{0,256}))\\s?");

    /** What is no id may be the end of a value that a message ends with. */
    private static final Pattern ID = Pattern.compile("\\d{0,20}|[0-9a-f]{16,32}");

    static DatadogSuffix of(String message) {
        int start = message.lastIndexOf("[dd.");
        if (start < 0 || message.length() - start > MAX_LENGTH || !message.endsWith("]")) {
            return new DatadogSuffix(message, Map.of());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(message).region(start + 1, message.length() - 1);
        int end = start + 1;
        while (field.lookingAt()) {
            String value = field.group(2) != null ? field.group(2) : field.group(3);
            if (field.group(1).endsWith("_id") && !ID.matcher(value).matches()) {
                return new DatadogSuffix(message, Map.of());
            }
            fields.put(field.group(1), value);
            end = field.end();
            field.region(end, message.length() - 1);
        }
        if (end != message.length() - 1) {
            return new DatadogSuffix(message, Map.of());
        }
        int cut = start > 0 && message.charAt(start - 1) == ' ' ? start - 1 : start;
        return new DatadogSuffix(message.substring(0, cut), fields);
    }
}
