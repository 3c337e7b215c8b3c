package io.sillok.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Routes such as {@code /products/{id}} as filters of which no two take the same event. */
final class RouteTemplates {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^{}/]*}");
    private static final String REGEXP_SYNTAX = ".?+*|{}[]()\"\\#@&<>~^$-";

    private final List<String> templates;

    RouteTemplates(List<String> templates) {
        // the fewer parameters, the more it says: /products/new goes before /products/{id}
        this.templates = templates.stream()
                .sorted((a, b) -> Integer.compare(parameters(a), parameters(b)))
                .toList();
    }

    /** As paths begin; Laravel itself names its routes without the slash. */
    static String slashed(String template) {
        return template.startsWith("/") ? template : "/" + template;
    }

    /** Whether a part between slashes is no parameter, or there is none at all. */
    static boolean hasFixedPart(String template) {
        return parameters(template) == 0
                || Stream.of(template.split("/")).anyMatch(part -> !part.isEmpty() && parameters(part) == 0);
    }

    boolean isEmpty() {
        return templates.isEmpty();
    }

    /** By template: events of this route, and those of no known route whose path fits it and none before. */
    ObjectNode filters() {
        ObjectNode filters = JsonNodeFactory.instance.objectNode();
        List<ObjectNode> before = new ArrayList<>();
        for (String template : templates) {
            ObjectNode fits = fits(template);
            List<ObjectNode> byPath = new ArrayList<>();
            byPath.add(routeUnknown());
            byPath.add(fits);
            byPath.add(QueryDsl.bool("must_not", before));
            filters.set(
                    template,
                    QueryDsl.anyOf(
                            List.of(QueryDsl.term(Fields.HTTP_ROUTE, template), QueryDsl.bool("filter", byPath))));
            before.add(fits);
        }
        return filters;
    }

    /** Events that fit no template. */
    ObjectNode none() {
        return QueryDsl.bool(
                "filter",
                List.of(
                        routeUnknown(),
                        QueryDsl.bool(
                                "must_not",
                                templates.stream().map(RouteTemplates::fits).toList())));
    }

    private static ObjectNode routeUnknown() {
        return QueryDsl.of(new Query.Not(new Query.Present(Fields.HTTP_ROUTE)));
    }

    private static ObjectNode fits(String template) {
        String path = slashed(template);
        if (parameters(path) == 0) {
            return QueryDsl.term(Fields.URL_PATH, path);
        }
        ObjectNode value = JsonNodeFactory.instance.objectNode().put("value", regexp(path));
        ObjectNode field = JsonNodeFactory.instance.objectNode().set(Fields.URL_PATH, value);
        return JsonNodeFactory.instance.objectNode().set("regexp", field);
    }

    /** In Lucene's syntax; a parameter is one segment of a path, an optional one may be absent with its slash. */
    static String regexp(String template) {
        StringBuilder regexp = new StringBuilder();
        var parameter = PARAMETER.matcher(template);
        int from = 0;
        while (parameter.find()) {
            boolean optional = parameter.group().endsWith("?}");
            String literal = template.substring(from, parameter.start());
            if (optional && literal.endsWith("/")) {
                regexp.append(escaped(literal.substring(0, literal.length() - 1)))
                        .append("(/[^/]+)?");
            } else {
                regexp.append(escaped(literal)).append("[^/]+");
            }
            from = parameter.end();
        }
        return regexp.append(escaped(template.substring(from))).toString();
    }

    private static int parameters(String template) {
        return (int) PARAMETER.matcher(template).results().count();
    }

    private static String escaped(String literal) {
        StringBuilder escaped = new StringBuilder();
        literal.chars().forEach(c -> {
            if (REGEXP_SYNTAX.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) c);
        });
        return escaped.toString();
    }
}
