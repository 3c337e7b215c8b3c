package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.model.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One request, as all its logs and spans tell of it.
 *
 * @param source the record's document
 */
public record RequestSummary(JsonNode source) {

    /** A statement of the request. */
    public record Statement(String text, int count, double seconds, boolean repeated) {}

    public String time() {
        return source.path("timestamp").asText("");
    }

    public String method() {
        return attribute(Fields.HTTP_METHOD);
    }

    /** The route if it is known, else the path that was asked for. */
    public String route() {
        String route = attribute(Fields.HTTP_ROUTE);
        return route.isEmpty() ? attribute(Fields.URL_PATH) : route;
    }

    public String path() {
        return attribute(Fields.URL_PATH);
    }

    public String status() {
        return attribute(Fields.HTTP_STATUS);
    }

    public OptionalDouble duration() {
        return seconds(Fields.HTTP_DURATION);
    }

    /** @param part {@code nginx}, {@code upstream}, {@code php} or {@code db} */
    public OptionalDouble spentIn(String part) {
        return seconds("request.time." + part);
    }

    public int queries() {
        return attributes().path("request.queries.count").asInt();
    }

    public boolean repeatsQueries() {
        return attributes().path("request.n_plus_one").asBoolean();
    }

    public int errors() {
        return attributes().path("request.errors").asInt();
    }

    public String firstError() {
        String type = attribute(Fields.EXCEPTION_TYPE);
        String message = attribute("error.message");
        return type.isEmpty() || message.isEmpty() ? type + message : type + ": " + message;
    }

    public int lines() {
        return attributes().path("request.lines").asInt();
    }

    /** What it can be asked for by: the trace's id, else the request's. */
    public String id() {
        String trace = source.path("trace_id").asText("");
        return trace.isEmpty() ? attribute(Fields.REQUEST_ID) : trace;
    }

    /** Where it was when FPM found it slow, innermost first; empty if it was not. */
    public String stack() {
        return attribute("code.stacktrace");
    }

    /** The costliest first. */
    public List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        source.path("queries")
                .forEach(each -> statements.add(new Statement(
                        each.path("text").asText(),
                        each.path("count").asInt(),
                        each.path("seconds").asDouble(),
                        each.path("n_plus_one").asBoolean())));
        return statements;
    }

    private OptionalDouble seconds(String name) {
        JsonNode value = attributes().path(name);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private String attribute(String name) {
        return attributes().path(name).asText("");
    }

    private JsonNode attributes() {
        return source.path("attributes");
    }
}
