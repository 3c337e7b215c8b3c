package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.Overview.Bar;
import io.sillok.search.Overview.Facet;
import io.sillok.search.Overview.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The histogram and the facets, asked in one search. */
final class OverviewQuestion {

    static final List<String> FACETS =
            List.of("severity_text", Fields.LOG_FORMAT, Fields.SERVICE_NAME, Fields.HTTP_STATUS);

    private static final int FACET_VALUES = 20;

    /** Levels by the least severity number that belongs to them. */
    private static final Map<String, Integer> LEVELS = new LinkedHashMap<>();

    static {
        LEVELS.put("error", 17);
        LEVELS.put("warning", 13);
        LEVELS.put("info", 9);
        LEVELS.put("debug", 1);
    }

    private final LogQuery query;
    private final Instant from;
    private final Instant to;
    private final long barMillis;

    /** @param query whose range is known at both ends */
    OverviewQuestion(LogQuery query) {
        this.query = query;
        this.from = query.range().from().orElseThrow();
        this.to = query.range().to().orElseThrow();
        this.barMillis = BarLength.millis(from, to);
    }

    ObjectNode body() {
        ObjectNode body = Aggregations.search(query.rangeDsl()).put("track_total_hits", false);
        ObjectNode found = Aggregations.filter(query.dsl());
        Aggregations.with(found, "bars", bars());
        Aggregations.with(body, "found", found);
        for (String field : FACETS) {
            // a facet counts what would be found with another of its values chosen
            ObjectNode facet = Aggregations.filter(query.withoutChoiceOf(field).dsl());
            Aggregations.with(facet, "values", Aggregations.terms(field, FACET_VALUES));
            Aggregations.with(body, field, facet);
        }
        return body;
    }

    private ObjectNode bars() {
        ObjectNode histogram = JsonNodeFactory.instance
                .objectNode()
                .put("field", "timestamp")
                .put("fixed_interval", barMillis + "ms")
                .put("min_doc_count", 0);
        histogram.putObject("hard_bounds").put("min", from.toEpochMilli()).put("max", to.toEpochMilli() - 1);
        histogram.putObject("extended_bounds").put("min", from.toEpochMilli()).put("max", to.toEpochMilli() - 1);
        ObjectNode bars = Aggregations.one("date_histogram", histogram);
        ObjectNode levels = JsonNodeFactory.instance.objectNode().put("field", "severity_number");
        levels.put("keyed", true);
        int above = 25;
        for (Map.Entry<String, Integer> level : LEVELS.entrySet()) {
            levels.withArray("/ranges")
                    .addObject()
                    .put("key", level.getKey())
                    .put("from", level.getValue())
                    .put("to", above);
            above = level.getValue();
        }
        return Aggregations.with(bars, "levels", Aggregations.one("range", levels));
    }

    Overview read(JsonNode answer) {
        JsonNode found = Aggregations.answer(answer, "found");
        List<Bar> bars = new ArrayList<>();
        for (JsonNode bucket : Aggregations.buckets(found.path("bars"))) {
            bars.add(bar(bucket));
        }
        List<Facet> facets = FACETS.stream().map(field -> facet(field, answer)).toList();
        return new Overview(Aggregations.count(found), from, to, barMillis, bars, facets);
    }

    private static Bar bar(JsonNode bucket) {
        long total = Aggregations.count(bucket);
        Map<String, Long> counts = new LinkedHashMap<>();
        long none = total;
        for (String level : LEVELS.keySet()) {
            long count =
                    Aggregations.count(bucket.path("levels").path("buckets").path(level));
            none -= count;
            counts.put(level, count);
        }
        counts.put("none", none);
        return new Bar(Instant.ofEpochMilli(bucket.path("key").asLong()), total, counts);
    }

    private static Facet facet(String field, JsonNode answer) {
        JsonNode terms = Aggregations.answer(answer, field).path("values");
        List<Value> values = Aggregations.buckets(terms).stream()
                .map(bucket -> new Value(Aggregations.key(bucket), Aggregations.count(bucket)))
                .toList();
        return new Facet(field, values, terms.path("sum_other_doc_count").asLong());
    }
}
