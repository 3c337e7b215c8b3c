package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A document that was found.
 *
 * @param source as {@code io.sillok.model.EventJson} writes it
 */
public record LogHit(String index, String id, JsonNode source) {

    static LogHit of(JsonNode hit) {
        return new LogHit(hit.path("_index").asText(), hit.path("_id").asText(), hit.path("_source"));
    }

    /** A field of the event itself, such as {@code body}; empty if it is absent. */
    public String text(String field) {
        return source.path(field).asText("");
    }

    public String attribute(String name) {
        return source.path("attributes").path(name).asText("");
    }

    public String resource(String name) {
        return source.path("resource").path(name).asText("");
    }
}
