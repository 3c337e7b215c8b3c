package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sillok.model.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The order of events, and a place in it as text. Position in the file breaks ties, so the order is total and lasting. */
final class PageCursor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Key(String field, String type) {}

    private static final List<Key> KEYS = List.of(
            new Key("timestamp", "date_nanos"),
            new Key(Fields.FILE_ID, "keyword"),
            new Key(Fields.FILE_OFFSET, "long"),
            new Key(Fields.ORDINAL, "long"));

    private PageCursor() {}

    /** @param order {@code asc} or {@code desc} */
    static ArrayNode sort(String order) {
        ArrayNode sort = JSON.createArrayNode();
        for (Key key : KEYS) {
            sort.addObject().putObject(key.field).put("order", order).put("unmapped_type", key.type);
        }
        return sort;
    }

    static String text(JsonNode sortValues) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sortValues.toString().getBytes(StandardCharsets.UTF_8));
    }

    static ArrayNode read(String text) throws InvalidCursorException {
        try {
            JsonNode values = JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (values instanceof ArrayNode array && array.size() == KEYS.size()) {
                return array;
            }
            throw new InvalidCursorException(null);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidCursorException(e);
        }
    }
}
