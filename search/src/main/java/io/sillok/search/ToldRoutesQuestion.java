package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.List;

/**
 * The routes that spans and Laravel's lines tell of some services. Access lines mostly do not know theirs: their request was
 * not sampled, or has no id. What else the lines were asked for by does not matter, as a span has no access line's fields.
 */
final class ToldRoutesQuestion {

    /** Where spans and lines stand. */
    static final String INDICES = IndexOperation.LOGS + ',' + IndexOperation.TRACES;

    private static final int LONGEST = 200;

    /** Set where a record may stand in another's message, where anybody could have put it. */
    private static final String SUSPECT = "laravel.header.suspect";

    private ToldRoutesQuestion() {}

    static ObjectNode body(LogQuery query, List<String> services, int most) {
        ObjectNode ofService = QueryDsl.anyOf(services.stream()
                .map(service -> QueryDsl.term(Fields.SERVICE_NAME, service))
                .toList());
        ObjectNode told = QueryDsl.bool("filter", List.of(query.rangeDsl(), ofService));
        ObjectNode beyondDoubt = QueryDsl.of(new Query.Not(new Query.Present(SUSPECT)));
        ObjectNode search = Aggregations.search(QueryDsl.bool("filter", List.of(told, beyondDoubt)));
        return Aggregations.with(search, "told", Aggregations.terms(Fields.HTTP_ROUTE, most));
    }

    /** Those by which a path can be known: a route of parameters only fits paths of any other. */
    static List<String> read(JsonNode answer) {
        return Aggregations.buckets(Aggregations.answer(answer, "told")).stream()
                .map(Aggregations::key)
                .filter(route -> !route.isEmpty() && route.length() <= LONGEST && RouteTemplates.hasFixedPart(route))
                .toList();
    }
}
