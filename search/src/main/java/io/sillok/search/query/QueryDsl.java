package io.sillok.search.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.model.TraceId;
import java.util.List;

/**
 * OpenSearch's query DSL of a query. Text of the user only ever is a value in it, never syntax.
 *
 * @see <a href="https://docs.opensearch.org/2.19/query-dsl/">OpenSearch, query DSL</a>
 */
public final class QueryDsl {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORD_FIELDS = List.of("body", Fields.EXCEPTION_MESSAGE, Fields.URL_PATH);
    private static final String NO_HIGH_HALF = "0".repeat(16);

    private QueryDsl() {}

    public static ObjectNode of(Query query) {
        if (query instanceof Query.AllOf all) {
            return bool("filter", all.parts().stream().map(QueryDsl::of).toList());
        } else if (query instanceof Query.AnyOf any) {
            return anyOf(any.parts().stream().map(QueryDsl::of).toList());
        } else if (query instanceof Query.Not not) {
            return bool("must_not", List.of(of(not.query())));
        } else if (query instanceof Query.Words words) {
            return words(words);
        } else if (query instanceof Query.WordsIn words) {
            return leaf(
                    words.prefix() ? "match_phrase_prefix" : "match_phrase",
                    words.field(),
                    JSON.objectNode().put("query", words.text()));
        } else if (query instanceof Query.Equal equal) {
            return term(equal.field(), equal.value());
        } else if (query instanceof Query.StartsWith starts) {
            return leaf("prefix", starts.field(), JSON.objectNode().put("value", starts.prefix()));
        } else if (query instanceof Query.Present present) {
            return present(present.field());
        } else if (query instanceof Query.Compare compare) {
            return range(
                    compare.field(), JSON.objectNode().put(compare.comparison().keyword(), compare.bound()));
        } else if (query instanceof Query.Between between) {
            return range(
                    between.field(),
                    JSON.objectNode().put("gte", between.least()).put("lte", between.most()));
        } else if (query instanceof Query.ClassNamed named) {
            return className(named.field(), named.name(), named.prefix());
        } else if (query instanceof Query.OfTrace trace) {
            return trace(trace.id());
        }
        return object("match_all", JSON.objectNode());
    }

    public static ObjectNode term(String field, String value) {
        return leaf("term", field, JSON.objectNode().put("value", value));
    }

    public static ObjectNode range(String field, ObjectNode bounds) {
        return leaf("range", field, bounds);
    }

    public static ObjectNode bool(String occurrence, List<ObjectNode> clauses) {
        ArrayNode array = JSON.arrayNode().addAll(clauses);
        return object("bool", JSON.objectNode().set(occurrence, array));
    }

    /** At least one; of none, none is. */
    public static ObjectNode anyOf(List<ObjectNode> clauses) {
        if (clauses.isEmpty()) {
            return object("match_none", JSON.objectNode());
        }
        ObjectNode any = bool("should", clauses);
        ((ObjectNode) any.get("bool")).put("minimum_should_match", 1);
        return any;
    }

    /** A path within a flat object is no field, so {@code exists} does not know it; but it has a value that begins somehow. */
    private static ObjectNode present(String field) {
        return field.startsWith("attributes.")
                ? leaf("prefix", field, JSON.objectNode().put("value", ""))
                : object("exists", JSON.objectNode().put("field", field));
    }

    /** A phrase in the analysed fields; a whole path, or its beginning; the name of an exception's class. */
    private static ObjectNode words(Query.Words words) {
        ArrayNode fields = JSON.arrayNode();
        WORD_FIELDS.forEach(fields::add);
        ObjectNode match = JSON.objectNode()
                .put("query", words.text())
                .put("type", words.prefix() ? "phrase_prefix" : "phrase")
                .put("lenient", true);
        match.set("fields", fields);
        ObjectNode multi = object("multi_match", match);
        boolean mayBeClass = words.text().chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '\\');
        return mayBeClass
                ? anyOf(List.of(multi, className(Fields.EXCEPTION_TYPE, words.text(), words.prefix())))
                : multi;
    }

    private static ObjectNode className(String field, String name, boolean prefix) {
        String pattern = name.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?") + (prefix ? "*" : "");
        return anyOf(List.of(wildcard(field, pattern), wildcard(field, "*\\\\" + pattern)));
    }

    private static ObjectNode wildcard(String field, String pattern) {
        return leaf("wildcard", field, JSON.objectNode().put("value", pattern).put("case_insensitive", true));
    }

    private static ObjectNode trace(TraceId id) {
        ObjectNode low = term("trace_id_low", id.lowHex());
        if (id.high() == 0) {
            return low;
        }
        ObjectNode high = anyOf(List.of(term("trace_id", id.hex()), term("trace_id", NO_HIGH_HALF + id.lowHex())));
        return bool("filter", List.of(low, high));
    }

    private static ObjectNode leaf(String type, String field, ObjectNode body) {
        return object(type, JSON.objectNode().set(field, body));
    }

    private static ObjectNode object(String name, ObjectNode value) {
        return JSON.objectNode().set(name, value);
    }
}
