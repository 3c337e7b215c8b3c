package io.sillok.job.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.job.JobVersion;
import io.sillok.job.KeyedRecord;
import io.sillok.model.EventOrigin;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * The dead letter of a document that the index will never take. Like {@link io.sillok.model.DeadLetter}, but made of what
 * is left of the event at this end: its masked document.
 */
final class RefusedDocument {

    private static final int PREVIEW = 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the letter shows of the document's attributes, under which name. */
    private static final Map<String, String> COORDINATES = Map.of(
            Fields.FILE_ID, "file_id",
            Fields.FILE_PATH, "path",
            Fields.FILE_OFFSET, "offset",
            Fields.ORDINAL, "ordinal",
            Fields.LOG_FORMAT, "format");

    private RefusedDocument() {}

    static KeyedRecord letter(IndexOperation operation, String reason, Instant at) {
        try {
            JsonNode document = JSON.readTree(operation.source());
            ObjectNode letter = JSON.createObjectNode();
            letter.put("id", operation.id());
            letter.put("reason", "index.refused");
            letter.put("detail", cut(reason));
            letter.put("index", operation.index());
            COORDINATES.forEach((attribute, name) -> {
                JsonNode value = document.path("attributes").path(attribute);
                if (!value.isMissingNode()) {
                    letter.set(name, value);
                }
            });
            letter.put("version", JobVersion.TEXT);
            operation.origin().ifPresent(origin -> where(origin, letter));
            letter.put("read", document.path("observed_timestamp").asText(at.toString()));
            letter.put("preview", cut(document.path("body").asText()));
            return new KeyedRecord(operation.id(), JSON.writeValueAsBytes(letter));
        } catch (IOException e) {
            throw new UncheckedIOException("an index operation holds a JSON object", e);
        }
    }

    private static void where(EventOrigin origin, ObjectNode letter) {
        letter.put("from", origin.from());
        letter.put("to", origin.to());
        origin.place().ifPresent(place -> letter.put("topic", place.topic())
                .put("partition", place.partition())
                .put("record", place.offset()));
    }

    private static String cut(String text) {
        return text.length() <= PREVIEW ? text : text.substring(0, PREVIEW);
    }
}
