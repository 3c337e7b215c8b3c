package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.RouteReport.Route;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests by route. Few requests know theirs (from their span), so the routes are learned first, of requests, spans and
 * Laravel's lines, and the paths of the other requests are then matched against them; what fits none stands under its path.
 */
final class RoutesQuestion {

    private static final int ROUTES = 100;
    private static final int PATHS = 50;
    private static final int SERVICES = 20;

    private final LogQuery query;
    private final AccessLogs logs;

    RoutesQuestion(LogQuery query, AccessLogs logs) {
        this.query = query;
        this.logs = logs;
    }

    ObjectNode templates() {
        ObjectNode search = Aggregations.search(requests());
        Aggregations.with(search, "templates", Aggregations.terms(Fields.HTTP_ROUTE, ROUTES));
        return Aggregations.with(search, "services", Aggregations.terms(Fields.SERVICE_NAME, SERVICES));
    }

    /** Whose requests they are; their tracer must name them alike. */
    static List<String> services(JsonNode templates) {
        return keys(templates, "services");
    }

    /** What spans and lines of these services tell of routes. */
    ObjectNode told(List<String> services) {
        return ToldRoutesQuestion.body(query, services, ROUTES);
    }

    /** @param told by spans and lines */
    ObjectNode body(JsonNode templates, List<String> told) {
        ObjectNode search = Aggregations.search(requests());
        RouteTemplates routes = routes(keys(templates, "templates"), told);
        if (!routes.isEmpty()) {
            ObjectNode byRoute = JsonNodeFactory.instance.objectNode();
            byRoute.set("filters", routes.filters());
            Aggregations.with(search, "routes", measured(Aggregations.one("filters", byRoute)));
        }
        ObjectNode byPath = measured(Aggregations.terms(Fields.URL_PATH, PATHS));
        ObjectNode others = Aggregations.filter(routes.none());
        return Aggregations.with(search, "others", Aggregations.with(others, "paths", byPath));
    }

    RouteReport read(JsonNode answer) {
        List<Route> routes = new ArrayList<>();
        Aggregations.answer(answer, "routes").path("buckets").properties().forEach(entry -> {
            if (Aggregations.count(entry.getValue()) > 0) {
                routes.add(route(entry.getKey(), true, entry.getValue()));
            }
        });
        for (JsonNode bucket :
                Aggregations.buckets(Aggregations.answer(answer, "others").path("paths"))) {
            routes.add(route(Aggregations.key(bucket), false, bucket));
        }
        routes.sort(Comparator.comparingLong(Route::requests).reversed().thenComparing(Route::template));
        return new RouteReport(routes, logs.counted(), logs.copies());
    }

    private ObjectNode requests() {
        List<ObjectNode> files = logs.counted().stream()
                .map(path -> QueryDsl.term(Fields.FILE_PATH, path))
                .toList();
        return query.dslAnd(AccessLogsQuestion.timed(), QueryDsl.anyOf(files));
    }

    /** A route under the name that the requests have for it, if they do. */
    private static RouteTemplates routes(List<String> ofRequests, List<String> told) {
        Set<String> all = new LinkedHashSet<>(ofRequests);
        Set<String> known = ofRequests.stream().map(RouteTemplates::slashed).collect(Collectors.toSet());
        told.stream().map(RouteTemplates::slashed).filter(known::add).forEach(all::add);
        return new RouteTemplates(all.stream().limit(ROUTES).toList());
    }

    private static List<String> keys(JsonNode answer, String terms) {
        return Aggregations.buckets(Aggregations.answer(answer, terms)).stream()
                .map(Aggregations::key)
                .toList();
    }

    private static ObjectNode measured(ObjectNode aggregation) {
        Aggregations.with(
                aggregation,
                "errors",
                Aggregations.filter(
                        QueryDsl.of(new Query.Compare(Fields.HTTP_STATUS, Query.Comparison.GREATER_OR_EQUAL, "500"))));
        Aggregations.with(
                aggregation,
                "refused",
                Aggregations.filter(QueryDsl.of(new Query.Between(Fields.HTTP_STATUS, "400", "499"))));
        return Aggregations.with(aggregation, "durations", Aggregations.percentiles(Fields.HTTP_DURATION, 50, 95, 99));
    }

    private static Route route(String template, boolean known, JsonNode bucket) {
        JsonNode durations = bucket.path("durations");
        return new Route(
                template,
                known,
                Aggregations.count(bucket),
                Aggregations.count(bucket.path("errors")),
                Aggregations.count(bucket.path("refused")),
                Aggregations.percentile(durations, 0),
                Aggregations.percentile(durations, 1),
                Aggregations.percentile(durations, 2));
    }
}
