package io.sillok.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts what users put into context and extra to what a {@code flat_object} takes: OpenSearch makes each leaf one term and
 * refuses the whole document for a term beyond 32,766 bytes.
 */
final class FlatLeaves {

    /** Characters; at most four bytes each. */
    private static final int MAX_LEAF = 8 * 1024 / 4;

    private static final int MAX_DEPTH = 20;

    private static final String MARK = "… (cut)";

    private static final Set<String> FLAT = Set.of(Fields.LARAVEL_CONTEXT, Fields.LARAVEL_EXTRA);

    private FlatLeaves() {}

    static LogEvent cut(LogEvent event) {
        Map<String, Object> given = event.attributes();
        if (!given.containsKey(Fields.LARAVEL_CONTEXT) && !given.containsKey(Fields.LARAVEL_EXTRA)) {
            return event;
        }
        Map<String, Object> attributes = new LinkedHashMap<>(given);
        attributes.replaceAll((name, value) -> FLAT.contains(name) ? cut(value, 0) : value);
        return event.toBuilder().attributes(attributes).build();
    }

    private static Object cut(Object value, int depth) {
        if (value instanceof String text) {
            return text.length() <= MAX_LEAF ? text : text.substring(0, MAX_LEAF) + MARK;
        }
        if (value instanceof Map<?, ?> map) {
            if (depth == MAX_DEPTH) {
                return MARK;
            }
            Map<String, Object> cut = new LinkedHashMap<>();
            map.forEach((key, item) -> cut.put((String) key, cut(item, depth + 1)));
            return cut;
        }
        if (value instanceof List<?> list) {
            return depth == MAX_DEPTH
                    ? MARK
                    : list.stream()
                            .map(item -> item == null ? "null" : cut(item, depth + 1))
                            .toList();
        }
        return value;
    }
}
