package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.List;

/** The database statements that took longest. */
final class StatementsQuestion {

    private static final int STATEMENTS = 50;

    private final LogQuery query;

    StatementsQuestion(LogQuery query) {
        this.query = query;
    }

    ObjectNode body() {
        ObjectNode terms = JsonNodeFactory.instance
                .objectNode()
                .put("field", Fields.DB_QUERY_HASH)
                .put("size", STATEMENTS);
        terms.putObject("order").put("longest", "desc");
        ObjectNode statements = Aggregations.one("terms", terms);
        Aggregations.with(statements, "longest", Aggregations.on("max", Fields.DB_QUERY_DURATION));
        Aggregations.with(statements, "total", Aggregations.on("sum", Fields.DB_QUERY_DURATION));
        Aggregations.with(statements, "p95", Aggregations.percentiles(Fields.DB_QUERY_DURATION, 95));
        Aggregations.with(statements, "slowest", Aggregations.firstHit(Fields.DB_QUERY_DURATION, "desc"));
        ObjectNode timed = QueryDsl.of(new Query.Present(Fields.DB_QUERY_DURATION));
        return Aggregations.with(Aggregations.search(query.dslAnd(timed)), "statements", statements);
    }

    List<StatementSummary> read(JsonNode answer) {
        return Aggregations.buckets(Aggregations.answer(answer, "statements")).stream()
                .map(StatementsQuestion::summary)
                .toList();
    }

    private static StatementSummary summary(JsonNode bucket) {
        return new StatementSummary(
                Aggregations.key(bucket),
                Aggregations.count(bucket),
                Aggregations.percentile(bucket.path("p95"), 0).orElse(0),
                Aggregations.value(bucket.path("longest")).orElse(0),
                Aggregations.value(bucket.path("total")).orElse(0),
                Aggregations.hit(bucket.path("slowest")));
    }
}
