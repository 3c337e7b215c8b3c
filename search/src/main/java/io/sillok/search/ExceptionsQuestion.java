package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.time.Instant;
import java.util.List;

/** The most frequent exceptions. */
final class ExceptionsQuestion {

    private static final int TYPES = 50;

    private final LogQuery query;

    ExceptionsQuestion(LogQuery query) {
        this.query = query;
    }

    ObjectNode body() {
        ObjectNode types = Aggregations.terms(Fields.EXCEPTION_TYPE, TYPES);
        Aggregations.with(types, "traces", Aggregations.cardinality("trace_id_low"));
        Aggregations.with(types, "sources", Aggregations.terms(Fields.LOG_FORMAT, 10));
        Aggregations.with(types, "first", Aggregations.on("min", "timestamp"));
        Aggregations.with(types, "last", Aggregations.on("max", "timestamp"));
        Aggregations.with(types, "latest", Aggregations.firstHit("timestamp", "desc"));
        ObjectNode traced = Aggregations.filter(QueryDsl.of(new Query.Present(Fields.EXCEPTION_STACKTRACE)));
        Aggregations.with(
                types, "traced", Aggregations.with(traced, "latest", Aggregations.firstHit("timestamp", "desc")));
        ObjectNode present = QueryDsl.of(new Query.Present(Fields.EXCEPTION_TYPE));
        return Aggregations.with(Aggregations.search(query.dslAnd(present)), "types", types);
    }

    List<ExceptionSummary> read(JsonNode answer) {
        return Aggregations.buckets(Aggregations.answer(answer, "types")).stream()
                .map(ExceptionsQuestion::summary)
                .toList();
    }

    private static ExceptionSummary summary(JsonNode bucket) {
        JsonNode traced = bucket.path("traced");
        return new ExceptionSummary(
                Aggregations.key(bucket),
                Aggregations.count(bucket),
                bucket.path("traces").path("value").asLong(),
                Aggregations.buckets(bucket.path("sources")).stream()
                        .map(Aggregations::key)
                        .toList(),
                time(bucket.path("first")),
                time(bucket.path("last")),
                Aggregations.hit(Aggregations.count(traced) > 0 ? traced.path("latest") : bucket.path("latest")));
    }

    private static Instant time(JsonNode aggregation) {
        return Instant.ofEpochMilli((long) Aggregations.value(aggregation).orElse(0));
    }
}
