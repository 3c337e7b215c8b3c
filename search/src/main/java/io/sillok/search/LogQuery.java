package io.sillok.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which events are meant.
 *
 * @param filters chosen values: of one field any, of several fields all; none of the excluded ones
 */
public record LogQuery(Query query, List<FieldFilter> filters, TimeRange range) {

    public LogQuery {
        filters = List.copyOf(filters);
    }

    public static LogQuery of(Query query, TimeRange range) {
        return new LogQuery(query, List.of(), range);
    }

    LogQuery in(TimeRange other) {
        return new LogQuery(query, filters, other);
    }

    /** Whether a value of the field was chosen. */
    boolean chooses(String field) {
        return filters.stream()
                .anyMatch(filter -> !filter.excluded() && filter.field().equals(field));
    }

    /** The same without the values chosen of one field: what a facet counts, so that the other values can be chosen too. */
    LogQuery withoutChoiceOf(String field) {
        List<FieldFilter> others = filters.stream()
                .filter(filter -> filter.excluded() || !filter.field().equals(field))
                .toList();
        return new LogQuery(query, others, range);
    }

    ObjectNode dsl() {
        List<ObjectNode> clauses = new ArrayList<>();
        clauses.add(rangeDsl());
        clauses.add(QueryDsl.of(query));
        Map<String, List<ObjectNode>> chosen = new LinkedHashMap<>();
        for (FieldFilter filter : filters) {
            ObjectNode term = QueryDsl.term(filter.field(), filter.value());
            if (filter.excluded()) {
                clauses.add(QueryDsl.bool("must_not", List.of(term)));
            } else {
                chosen.computeIfAbsent(filter.field(), field -> new ArrayList<>())
                        .add(term);
            }
        }
        chosen.values().forEach(terms -> clauses.add(QueryDsl.anyOf(terms)));
        return QueryDsl.bool("filter", clauses);
    }

    ObjectNode rangeDsl() {
        ObjectNode bounds = JsonNodeFactory.instance.objectNode();
        range.from().ifPresent(from -> bounds.put("gte", from.toString()));
        range.to().ifPresent(to -> bounds.put("lt", to.toString()));
        return bounds.isEmpty() ? QueryDsl.of(new Query.Everything()) : QueryDsl.range("timestamp", bounds);
    }

    /** The same, and these too. */
    ObjectNode dslAnd(ObjectNode... more) {
        return QueryDsl.bool(
                "filter", Stream.concat(Stream.of(dsl()), Stream.of(more)).toList());
    }
}
