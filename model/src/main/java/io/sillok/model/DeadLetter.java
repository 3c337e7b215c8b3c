package io.sillok.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What could not be parsed or indexed: a masked preview, the reason, and where the original stands in {@code logs.raw}, so
 * that nothing raw is stored twice. Immutable.
 */
public final class DeadLetter {

    private static final int PREVIEW = 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String key;
    private final byte[] json;

    private DeadLetter(String key, byte[] json) {
        this.key = key;
        this.json = json;
    }

    /** An event that no parser took. */
    public static DeadLetter rejected(MaskedEvent event, Instant read) {
        LogEvent log = event.event();
        String id = log.position().documentId();
        byte[] json = EventJson.object(out -> {
            out.writeStringField("id", id);
            out.writeStringField("reason", log.text(Fields.ERROR_TYPE).orElse("parse.unknown"));
            out.writeStringField("file_id", log.position().fileId().value());
            out.writeStringField("path", log.text(Fields.FILE_PATH).orElse(""));
            out.writeNumberField("offset", log.position().offset());
            out.writeNumberField("ordinal", log.position().ordinal());
            out.writeStringField("format", log.text(Fields.LOG_FORMAT).orElse("unknown"));
            EventJson.writeTime("read", read, out);
            out.writeStringField("preview", preview(log.body()));
        });
        return new DeadLetter(id, json);
    }

    /**
     * A document that the index will never take.
     *
     * @param reason in the index's words
     * @param at when it was refused
     */
    public static DeadLetter refused(IndexOperation operation, String reason, Instant at) {
        JsonNode document = document(operation);
        JsonNode attributes = document.path("attributes");
        byte[] json = EventJson.object(out -> {
            out.writeStringField("id", operation.id());
            out.writeStringField("reason", "index.refused");
            out.writeStringField("detail", preview(reason));
            out.writeStringField("index", operation.index());
            out.writeStringField("file_id", attributes.path(Fields.FILE_ID).asText());
            out.writeStringField("path", attributes.path(Fields.FILE_PATH).asText());
            out.writeNumberField("offset", attributes.path(Fields.FILE_OFFSET).asLong(-1));
            out.writeNumberField("ordinal", attributes.path(Fields.ORDINAL).asInt());
            out.writeStringField("format", attributes.path(Fields.LOG_FORMAT).asText());
            EventJson.writeTime("read", at, out);
            out.writeStringField("preview", preview(document.path("body").asText()));
        });
        return new DeadLetter(operation.id(), json);
    }

    private static JsonNode document(IndexOperation operation) {
        try {
            return JSON.readTree(operation.source());
        } catch (IOException e) {
            throw new UncheckedIOException("an index operation's source is JSON", e);
        }
    }

    private static String preview(String text) {
        return text.length() <= PREVIEW ? text : text.substring(0, PREVIEW);
    }

    /** Kafka's key: the document's id, so that a repeat is seen as one. */
    public String key() {
        return key;
    }

    /** JSON in one line. */
    public byte[] json() {
        return json.clone();
    }
}
