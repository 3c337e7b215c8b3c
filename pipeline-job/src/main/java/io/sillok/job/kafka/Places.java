package io.sillok.job.kafka;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where in a JSON object a thing may stand, in the order in which it is looked for. Immutable. */
final class Places {

    private final List<JsonPointer> pointers;

    private Places(List<JsonPointer> pointers) {
        this.pointers = List.copyOf(pointers);
    }

    /** @param names keys with dots between them, which may be one key or a path of keys */
    static Places of(String... names) {
        Places places = new Places(List.of());
        for (String name : names) {
            places = places.or(name.split("\\.")).or(name);
        }
        return places;
    }

    /** The same, and then a path of keys. */
    Places or(String... keys) {
        JsonPointer pointer = JsonPointer.empty();
        for (String key : keys) {
            pointer = pointer.appendProperty(key);
        }
        List<JsonPointer> all = new ArrayList<>(pointers);
        if (!all.contains(pointer)) {
            all.add(pointer);
        }
        return new Places(all);
    }

    /** The first one that will do. */
    Optional<JsonNode> first(JsonNode object, Predicate<JsonNode> wanted) {
        for (JsonPointer pointer : pointers) {
            JsonNode found = object.at(pointer);
            if (!found.isMissingNode() && wanted.test(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The first text that is not empty. */
    Optional<String> text(JsonNode object) {
        return first(object, node -> node.isTextual() && !node.asText().isEmpty())
                .map(JsonNode::asText);
    }
}
