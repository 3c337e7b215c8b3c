package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/** OpenSearch's aggregations, as far as they are asked for here, and their answers. */
final class Aggregations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Up to so many different values are counted exactly. */
    private static final int EXACT_CARDINALITY = 20_000;

    private Aggregations() {}

    /** A search that wants no hits. */
    static ObjectNode search(ObjectNode query) {
        ObjectNode body = JSON.objectNode().put("size", 0);
        body.set("query", query);
        body.set("aggs", JSON.objectNode());
        return body;
    }

    static ObjectNode terms(String field, int size) {
        return one("terms", JSON.objectNode().put("field", field).put("size", size));
    }

    static ObjectNode on(String type, String field) {
        return one(type, JSON.objectNode().put("field", field));
    }

    static ObjectNode cardinality(String field) {
        return one("cardinality", JSON.objectNode().put("field", field).put("precision_threshold", EXACT_CARDINALITY));
    }

    static ObjectNode percentiles(String field, double... percents) {
        ObjectNode body = JSON.objectNode().put("field", field).put("keyed", false);
        for (double percent : percents) {
            body.withArray("/percents").add(percent);
        }
        return one("percentiles", body);
    }

    static ObjectNode filter(ObjectNode query) {
        return one("filter", query);
    }

    /** The one document that comes first in an order. */
    static ObjectNode firstHit(String field, String order) {
        ObjectNode body = JSON.objectNode().put("size", 1);
        body.putArray("sort").addObject().putObject(field).put("order", order);
        return one("top_hits", body);
    }

    static ObjectNode one(String type, ObjectNode body) {
        return JSON.objectNode().set(type, body);
    }

    /** Adds an aggregation below another, or to a search. */
    static ObjectNode with(ObjectNode parent, String name, ObjectNode aggregation) {
        ObjectNode children = parent.get("aggs") instanceof ObjectNode existing ? existing : parent.putObject("aggs");
        children.set(name, aggregation);
        return parent;
    }

    static JsonNode answer(JsonNode answer, String name) {
        return answer.path("aggregations").path(name);
    }

    static List<JsonNode> buckets(JsonNode aggregation) {
        return StreamSupport.stream(aggregation.path("buckets").spliterator(), false)
                .toList();
    }

    static long count(JsonNode bucket) {
        return bucket.path("doc_count").asLong();
    }

    /** A date comes as text, a number as a number. */
    static String key(JsonNode bucket) {
        return bucket.path(bucket.has("key_as_string") ? "key_as_string" : "key")
                .asText();
    }

    /** Empty where there was nothing to take the value of. */
    static OptionalDouble value(JsonNode aggregation) {
        return number(aggregation.path("value"));
    }

    /** @param index of the percent as it was asked for */
    static OptionalDouble percentile(JsonNode aggregation, int index) {
        return number(aggregation.path("values").path(index).path("value"));
    }

    static LogHit hit(JsonNode topHits) {
        return LogHit.of(topHits.path("hits").path("hits").path(0));
    }

    private static OptionalDouble number(JsonNode value) {
        return value.isNumber() && !Double.isNaN(value.asDouble())
                ? OptionalDouble.of(value.asDouble())
                : OptionalDouble.empty();
    }
}
