package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** All that the templates map, by full name such as {@code attributes.url.path}; no aliases. */
final class MappedFields {

    /** Whether a name holds other names or a value. */
    enum Kind {
        OBJECT,
        VALUE
    }

    static final Map<String, Kind> ALL = all();

    private MappedFields() {}

    private static Map<String, Kind> all() {
        Map<String, Kind> names = new HashMap<>();
        for (OpenSearchTemplates.Template template : OpenSearchTemplates.Template.values()) {
            collect("", template.json().at("/template/mappings/properties"), names);
        }
        return Map.copyOf(names);
    }

    private static void collect(String prefix, JsonNode properties, Map<String, Kind> names) {
        properties.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            JsonNode field = entry.getValue();
            if (field.path("type").asText().equals("alias")) {
                return;
            }
            for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
                names.put(name.substring(0, dot), Kind.OBJECT);
            }
            names.put(name, field.has("properties") ? Kind.OBJECT : Kind.VALUE);
            collect(name + ".", field.path("properties"), names);
        });
    }
}
