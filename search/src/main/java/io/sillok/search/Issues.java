package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import io.sillok.search.Standing.State;
import io.sillok.search.opensearch.OpenSearchClient;
import io.sillok.search.opensearch.OpenSearchException;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Issues beside what developers said of them. */
final class Issues {

    /** The latest are known; who resolves more at a time has no use for a list. */
    private static final int MOST_RESOLUTIONS = 5000;

    /** Of one service, those seen last. */
    private static final int MOST_RELEASES = 200;

    private static final Set<State> ALL = EnumSet.allOf(State.class);

    private final OpenSearchClient openSearch;

    Issues(OpenSearchClient openSearch) {
        this.openSearch = openSearch;
    }

    /** Whatever was said of them. */
    List<Issue> all(LogQuery query, int limit) throws OpenSearchException {
        List<Issue> issues = found(query.dsl(), limit);
        return issues.isEmpty() ? issues : standing(issues, resolutions(ids(names(issues)), issues.size()));
    }

    /** Those that stand so. The limit counts these only. */
    IssueList standing(LogQuery query, int limit, Set<State> states) throws OpenSearchException {
        if (states.equals(ALL)) {
            return new IssueList(all(query, limit), 0);
        }
        Map<String, Resolution> resolutions = resolutions(QueryDsl.of(new Query.Everything()), MOST_RESOLUTIONS);
        Map<State, List<String>> judged = judge(query, resolutions);
        List<String> others = judged.entrySet().stream()
                .filter(entry -> !states.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        List<String> wanted = states.stream()
                .flatMap(state -> judged.getOrDefault(state, List.of()).stream())
                .toList();
        ObjectNode which = states.contains(State.OPEN)
                ? others.isEmpty() ? query.dsl() : query.dslAnd(QueryDsl.bool("must_not", List.of(ids(others))))
                : query.dslAnd(ids(wanted));
        boolean none = !states.contains(State.OPEN) && wanted.isEmpty();
        List<Issue> issues = none ? List.of() : standing(found(which, limit), resolutions);
        long hidden = states.contains(State.RESOLVED)
                ? 0
                : judged.getOrDefault(State.RESOLVED, List.of()).size();
        return new IssueList(issues, hidden);
    }

    /** Ids of the issues that anything was said of, by how they stand. */
    private Map<State, List<String>> judge(LogQuery query, Map<String, Resolution> resolutions)
            throws OpenSearchException {
        if (resolutions.isEmpty()) {
            return Map.of();
        }
        IssuesQuestion question = new IssuesQuestion(query.dslAnd(ids(resolutions.keySet())), resolutions.size());
        JsonNode answer = openSearch.search(IndexOperation.ISSUES, question.figures());
        return standing(IssuesQuestion.read(answer), resolutions).stream()
                .collect(Collectors.groupingBy(
                        issue -> issue.standing().state(), Collectors.mapping(Issue::id, Collectors.toList())));
    }

    private List<Issue> found(ObjectNode which, int limit) throws OpenSearchException {
        List<Issue> issues =
                IssuesQuestion.read(openSearch.search(IndexOperation.ISSUES, new IssuesQuestion(which, limit).body()));
        return issues.isEmpty()
                ? issues
                : IssuesQuestion.withRoutes(
                        issues, openSearch.search(IndexOperation.LOGS, IssuesQuestion.routes(issues)));
    }

    private Map<String, Resolution> resolutions(ObjectNode which, int limit) throws OpenSearchException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("size", limit);
        body.set("query", which);
        ObjectNode order = body.putArray("sort").addObject();
        order.putObject(Resolution.AT).put("order", "desc").put("unmapped_type", "date");
        Map<String, Resolution> resolutions = new HashMap<>();
        openSearch.search(Resolution.INDEX, body).path("hits").path("hits").forEach(hit -> Resolution.of(LogHit.of(hit))
                .ifPresent(each -> resolutions.put(each.issue(), each)));
        return resolutions;
    }

    /** Releases that any issue of a service was seen in. */
    Set<String> releases(String service) throws OpenSearchException {
        ObjectNode releases = Aggregations.terms("releases.release", MOST_RELEASES);
        ((ObjectNode) releases.get("terms")).putObject("order").put("last", "desc");
        Aggregations.with(releases, "last", Aggregations.on("max", "last_seen"));
        ObjectNode question = Aggregations.with(
                Aggregations.search(QueryDsl.term(Fields.SERVICE_NAME, service)), "releases", releases);
        JsonNode answer = openSearch.search(IndexOperation.ISSUES, question);
        return Aggregations.buckets(Aggregations.answer(answer, "releases")).stream()
                .map(Aggregations::key)
                .collect(Collectors.toSet());
    }

    private static List<Issue> standing(List<Issue> issues, Map<String, Resolution> resolutions) {
        List<Issue> standing = new ArrayList<>();
        for (Issue issue : issues) {
            Resolution resolution = resolutions.get(issue.id());
            standing.add(resolution == null ? issue : issue.with(resolution.standing(issue)));
        }
        return standing;
    }

    private static List<String> names(List<Issue> issues) {
        return issues.stream().map(Issue::id).toList();
    }

    private static ObjectNode ids(Collection<String> ids) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        ids.forEach(query.putObject("ids").putArray("values")::add);
        return query;
    }
}
