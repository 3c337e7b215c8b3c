package io.sillok.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.Optional;

/**
 * Where in a line the inside of a JSON string stands.
 *
 * @param from index of the first byte behind its quote
 * @param to index of the quote that closes it
 */
record JsonString(int from, int to) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The value of a member of the object that the bytes are, if it is a string and there once. */
    static Optional<JsonString> find(String member, byte[] bytes, int from, int to) {
        Optional<JsonString> found = Optional.empty();
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(member);
                JsonToken value = json.nextToken();
                if (wanted) {
                    if (value != JsonToken.VALUE_STRING || found.isPresent()) {
                        return Optional.empty();
                    }
                    int open = from + (int) json.currentTokenLocation().getByteOffset();
                    json.finishToken();
                    int behind = from + (int) json.currentLocation().getByteOffset();
                    found = Optional.of(new JsonString(open + 1, behind - 1));
                } else {
                    json.skipChildren();
                }
            }
            return found;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where it ends without the escaped line end that it ends with; -1 if it does not say so in the usual way. */
    int withoutLineEnd(byte[] bytes) {
        return to - from >= 2 && bytes[to - 2] == '\\' && bytes[to - 1] == 'n' ? to - 2 : -1;
    }

    static byte[] encoded(String text) {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text);
    }
}
