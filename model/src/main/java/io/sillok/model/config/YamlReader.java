package io.sillok.model.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Builds a {@link ConfigTree} from a parser's tokens. */
final class YamlReader implements AutoCloseable {

    private final JsonParser parser;

    YamlReader(JsonParser parser) {
        this.parser = parser;
    }

    ConfigTree.MapNode read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return new ConfigTree.MapNode(1);
        }
        if (node() instanceof ConfigTree.MapNode map) {
            return map;
        }
        throw new JsonParseException(parser, "a config is a map of keys to values");
    }

    private ConfigTree node() throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(line);
            case START_ARRAY -> list(line);
            case VALUE_NULL -> new ConfigTree.Scalar("", line);
            default -> new ConfigTree.Scalar(parser.getText(), line);
        };
    }

    private ConfigTree.MapNode map(int line) throws IOException {
        ConfigTree.MapNode map = new ConfigTree.MapNode(line);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (map.entries().put(key, node()) != null) {
                throw new JsonParseException(parser, "key " + key + " stands twice");
            }
        }
        return map;
    }

    private ConfigTree.ListNode list(int line) throws IOException {
        ConfigTree.ListNode list = new ConfigTree.ListNode(line);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.items().add(node());
        }
        return list;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
