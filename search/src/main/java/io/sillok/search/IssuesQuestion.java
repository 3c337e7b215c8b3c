package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.Issue.Touched;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The issues that a query finds, and the routes of their events. Most logs do not tell the route of an exception; what spans
 * told later stands in the events only, so these are asked too.
 */
final class IssuesQuestion {

    private static final int ROUTES = 20;

    private final ObjectNode query;
    private final int limit;

    IssuesQuestion(ObjectNode query, int limit) {
        this.query = query;
        this.limit = limit;
    }

    static LogQuery ofFingerprint(String fingerprint) {
        return LogQuery.of(new Query.Equal(Fields.EXCEPTION_FINGERPRINT, fingerprint), TimeRange.ALL);
    }

    ObjectNode body() {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("size", limit).put("track_total_hits", true);
        body.set("query", query);
        ObjectNode order = body.putArray("sort").addObject();
        order.putObject("last_seen").put("order", "desc").put("unmapped_type", "date");
        return body;
    }

    /** The same without texts: what tells how they stand. */
    ObjectNode figures() {
        ObjectNode body = body();
        body.putArray("_source").add("last_seen").add("count").add("releases");
        return body;
    }

    static List<Issue> read(JsonNode answer) {
        List<Issue> issues = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hit -> issues.add(Issue.of(LogHit.of(hit))));
        return issues;
    }

    /** Routes by fingerprint. */
    static ObjectNode routes(List<Issue> issues) {
        List<ObjectNode> which = issues.stream()
                .map(Issue::fingerprint)
                .distinct()
                .map(fingerprint -> QueryDsl.term(Fields.EXCEPTION_FINGERPRINT, fingerprint))
                .toList();
        ObjectNode fingerprints = Aggregations.terms(Fields.EXCEPTION_FINGERPRINT, Math.max(1, which.size()));
        Aggregations.with(fingerprints, "routes", Aggregations.terms(Fields.HTTP_ROUTE, ROUTES));
        return Aggregations.with(Aggregations.search(QueryDsl.anyOf(which)), "fingerprints", fingerprints);
    }

    static List<Issue> withRoutes(List<Issue> issues, JsonNode answer) {
        Map<String, List<Touched>> routes = new HashMap<>();
        for (JsonNode fingerprint : Aggregations.buckets(Aggregations.answer(answer, "fingerprints"))) {
            routes.put(
                    Aggregations.key(fingerprint),
                    Aggregations.buckets(fingerprint.path("routes")).stream()
                            .map(route -> new Touched(Aggregations.key(route), Aggregations.count(route)))
                            .toList());
        }
        return issues.stream()
                .map(issue -> issue.with(routes.getOrDefault(issue.fingerprint(), List.of())))
                .toList();
    }
}
