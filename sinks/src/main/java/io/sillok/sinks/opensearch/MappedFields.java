package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Full names of all fields and objects that the templates map, such as {@code attributes.url.path}; no aliases. */
final class MappedFields {

    static final Set<String> ALL = all();

    private MappedFields() {}

    private static Set<String> all() {
        Set<String> names = new TreeSet<>();
        for (OpenSearchTemplates.Template template : OpenSearchTemplates.Template.values()) {
            collect("", template.json().at("/template/mappings/properties"), names);
        }
        return Set.copyOf(names);
    }

    private static void collect(String prefix, JsonNode properties, Set<String> names) {
        properties.fieldNames().forEachRemaining(name -> {
            JsonNode field = properties.get(name);
            if (!field.path("type").asText().equals("alias")) {
                addWithParents(prefix + name, names);
                collect(prefix + name + ".", field.path("properties"), names);
            }
        });
    }

    private static void addWithParents(String name, Set<String> names) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            names.add(name.substring(0, dot));
        }
        names.add(name);
    }
}
