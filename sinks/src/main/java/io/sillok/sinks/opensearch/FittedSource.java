package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.sinks.opensearch.MappedFields.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Renames attributes that OpenSearch refuses a whole document for. Tracers name attributes as they like: older ones write
 * {@code db.system} where newer ones write {@code db.system.name}, and one index cannot have a value under the first and an
 * object for the second. The value stays, as {@code db.system.value}, in the document.
 */
final class FittedSource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OPEN = List.of("attributes", "resource");

    private FittedSource() {}

    /** The document with names that fit; empty if they did before. */
    static Optional<byte[]> of(byte[] source) {
        try {
            if (!(JSON.readTree(source) instanceof ObjectNode document)) {
                return Optional.empty();
            }
            ObjectNode fitted = document.deepCopy();
            for (String name : OPEN) {
                if (document.get(name) instanceof ObjectNode attributes) {
                    fitted.set(name, fitted(name + ".", attributes));
                }
            }
            return fitted.equals(document) ? Optional.empty() : Optional.of(JSON.writeValueAsBytes(fitted));
        } catch (IOException e) {
            // Not JSON: nothing that a name could mend.
            return Optional.empty();
        }
    }

    private static ObjectNode fitted(String prefix, ObjectNode attributes) {
        ObjectNode fitted = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String name = belowNoValue(prefix, withoutEmptyParts(attribute.getKey()));
            JsonNode value = attribute.getValue();
            Kind kind = MappedFields.ALL.get(prefix + name);
            if (kind == Kind.OBJECT && value.isValueNode() && !value.isNull()) {
                name += ".value";
            }
            fitted.set(
                    name,
                    value instanceof ObjectNode inner && kind != Kind.VALUE
                            ? fitted(prefix + name + ".", inner)
                            : value);
        }
        return fitted;
    }

    private static String withoutEmptyParts(String name) {
        String whole =
                Arrays.stream(name.split("\\.")).filter(part -> !part.isBlank()).collect(Collectors.joining("."));
        return whole.isEmpty() ? "_" : whole;
    }

    /** What has a value cannot have names below it. */
    private static String belowNoValue(String prefix, String name) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (MappedFields.ALL.get(prefix + name.substring(0, dot)) == Kind.VALUE) {
                return name.substring(0, dot) + name.substring(dot).replace('.', '_');
            }
        }
        return name;
    }
}
