package io.sillok.local.dead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.RecordPlace;
import java.io.IOException;
import java.util.Optional;

/**
 * A dead letter as the job wrote it. All of it is masked.
 *
 * @param id of the event's document
 * @param reason such as {@code parse.no_match}, or {@code index.refused}
 * @param detail what the index said; empty if it was not asked
 * @param offset of the event's first byte in its file
 * @param to where what was known of the event ends
 * @param version of the parsers that did not take it; empty for letters of earlier versions
 * @param place of the slice that holds the first byte; empty for letters of earlier versions
 */
public record Letter(
        String id,
        String reason,
        String detail,
        String file,
        String path,
        String format,
        String version,
        long offset,
        int ordinal,
        long to,
        Optional<RecordPlace> place,
        String read,
        String preview) {

    /** The index would not take it; it was parsed. */
    public static final String REFUSED = "index.refused";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IOException if it is no letter */
    static Letter parse(byte[] json) throws IOException {
        JsonNode letter = JSON.readTree(json);
        if (!letter.path("id").isTextual() || !letter.path("reason").isTextual()) {
            throw new IOException("a record without id or reason is no dead letter");
        }
        long offset = letter.path("offset").asLong();
        Optional<RecordPlace> place = letter.path("topic").isTextual()
                ? Optional.of(new RecordPlace(
                        letter.path("topic").asText(),
                        letter.path("partition").asInt(),
                        letter.path("record").asLong()))
                : Optional.empty();
        return new Letter(
                letter.path("id").asText(),
                letter.path("reason").asText(),
                letter.path("detail").asText(),
                letter.path("file_id").asText(),
                letter.path("path").asText(),
                letter.path("format").asText(),
                letter.path("version").asText(),
                offset,
                letter.path("ordinal").asInt(),
                letter.path("to").asLong(offset + 1),
                place,
                letter.path("read").asText(),
                letter.path("preview").asText());
    }

    boolean refused() {
        return reason.equals(REFUSED);
    }

    /** For people: which bytes of which file. */
    String where() {
        return path + ":" + offset;
    }
}
