package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.IndexOperation;
import io.sillok.model.TraceId;
import io.sillok.search.opensearch.OpenSearchClient;
import io.sillok.search.opensearch.OpenSearchException;
import io.sillok.search.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What developers ask of their logs. An index that is not there yet holds no events. Thread-safe. */
public final class LogSearch {

    /** The most events of one page. */
    public static final int MAX_PAGE = 1000;

    private final OpenSearchClient openSearch;
    private final Issues issues;

    public LogSearch(OpenSearchClient openSearch) {
        this.openSearch = openSearch;
        this.issues = new Issues(openSearch);
    }

    /** Newest first. */
    public SearchPage search(LogQuery query, int limit) throws OpenSearchException {
        return page(body(query, limit), limit);
    }

    /** @param after {@link SearchPage#next()} of the page before */
    public SearchPage searchAfter(LogQuery query, int limit, String after)
            throws OpenSearchException, InvalidCursorException {
        ObjectNode body = body(query, limit);
        body.set("search_after", PageCursor.read(after));
        return page(body, limit);
    }

    private static ObjectNode body(LogQuery query, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " events, not " + limit);
        }
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("size", limit).put("track_total_hits", true);
        body.set("query", query.dsl());
        return body.set("sort", PageCursor.sort("desc"));
    }

    private SearchPage page(ObjectNode body, int limit) throws OpenSearchException {
        JsonNode answer = openSearch.search(IndexOperation.LOGS, body);
        List<LogHit> hits = new ArrayList<>();
        JsonNode found = answer.path("hits").path("hits");
        found.forEach(hit -> hits.add(LogHit.of(hit)));
        Optional<String> next = hits.size() < limit
                ? Optional.empty()
                : Optional.of(PageCursor.text(found.path(hits.size() - 1).path("sort")));
        return new SearchPage(TraceQuestion.total(answer), hits, next);
    }

    /** From the first event to the last, leaving out a few that lie far from all others; empty if there are none. */
    public Optional<TimeRange> dataRange() throws OpenSearchException {
        DataRangeQuestion everything = new DataRangeQuestion(LogQuery.of(new Query.Everything(), TimeRange.ALL));
        JsonNode answer = openSearch.search(IndexOperation.LOGS, everything.body());
        DataRangeQuestion near =
                new DataRangeQuestion(LogQuery.of(new Query.Everything(), everything.withoutFar(answer)));
        return near.range(openSearch.search(IndexOperation.LOGS, near.body()));
    }

    /** The histogram and the facets; empty if the range is open and nothing is found. */
    public Optional<Overview> overview(LogQuery query) throws OpenSearchException {
        Optional<TimeRange> range = closed(query);
        if (range.isEmpty()) {
            return Optional.empty();
        }
        OverviewQuestion question = new OverviewQuestion(query.in(range.get()));
        return Optional.of(question.read(openSearch.search(IndexOperation.LOGS, question.body())));
    }

    private Optional<TimeRange> closed(LogQuery query) throws OpenSearchException {
        TimeRange range = query.range();
        if (range.from().isPresent() && range.to().isPresent()) {
            return Optional.of(range);
        }
        DataRangeQuestion question = new DataRangeQuestion(query);
        return question.range(openSearch.search(IndexOperation.LOGS, question.body()))
                .map(found ->
                        new TimeRange(range.from().or(found::from), range.to().or(found::to)));
    }

    /** Requests, errors and latency by route. */
    public RouteReport routes(LogQuery query) throws OpenSearchException {
        AccessLogsQuestion which = new AccessLogsQuestion(query);
        JsonNode samples = openSearch.search(IndexOperation.LOGS, which.samples());
        AccessLogs logs = which.read(samples, openSearch.search(IndexOperation.LOGS, which.places(samples)));
        if (logs.counted().isEmpty()) {
            return new RouteReport(List.of(), List.of(), List.of());
        }
        RoutesQuestion question = new RoutesQuestion(query, logs);
        JsonNode templates = openSearch.search(IndexOperation.LOGS, question.templates());
        List<String> services = RoutesQuestion.services(templates);
        List<String> told = services.isEmpty()
                ? List.of()
                : ToldRoutesQuestion.read(openSearch.search(ToldRoutesQuestion.INDICES, question.told(services)));
        return question.read(openSearch.search(IndexOperation.LOGS, question.body(templates, told)));
    }

    /** The most frequent first. */
    public List<ExceptionSummary> exceptions(LogQuery query) throws OpenSearchException {
        ExceptionsQuestion question = new ExceptionsQuestion(query);
        return question.read(openSearch.search(IndexOperation.LOGS, question.body()));
    }

    /** The slowest database statements first; those of logs that time them. */
    public List<StatementSummary> statements(LogQuery query) throws OpenSearchException {
        StatementsQuestion question = new StatementsQuestion(query);
        return question.read(openSearch.search(IndexOperation.LOGS, question.body()));
    }

    /** Of any standing, the last seen first; the query's range is that of when they were last seen. */
    public List<Issue> issues(LogQuery query, int limit) throws OpenSearchException {
        return issues.all(query, limit);
    }

    /** Those that stand so, the last seen first. */
    public IssueList issues(LogQuery query, int limit, Set<Standing.State> states) throws OpenSearchException {
        return issues.standing(query, limit, states);
    }

    /** The issues of one kind: one for each service and environment that it was seen in. */
    public List<Issue> issue(String fingerprint) throws OpenSearchException {
        return issues(IssuesQuestion.ofFingerprint(fingerprint), MAX_PAGE);
    }

    /** Those that issues of a service were seen in. */
    public Set<String> releases(String service) throws OpenSearchException {
        return issues.releases(service);
    }

    /** Empty lists where nothing is known of it. */
    public Trace trace(TraceId id) throws OpenSearchException {
        return trace(new TraceQuestion(id));
    }

    /** @param id of a trace in any form, or of a request */
    public Trace trace(String id) throws OpenSearchException {
        TraceQuestion question = TraceQuestion.of(id);
        Trace found = trace(question);
        Optional<TraceQuestion> whole = question.ofTrace(found);
        return whole.isPresent() ? trace(whole.get()) : found;
    }

    private Trace trace(TraceQuestion question) throws OpenSearchException {
        return question.read(
                openSearch.search(IndexOperation.LOGS, question.events()),
                openSearch.search(IndexOperation.TRACES, question.spans()),
                openSearch.search(IndexOperation.REQUESTS, question.requests()));
    }

    /** One record a request, first those that come first in an order. */
    public RequestPage requests(LogQuery query, RequestOrder order, int limit) throws OpenSearchException {
        return RequestsQuestion.read(
                openSearch.search(IndexOperation.REQUESTS, new RequestsQuestion(query, order, limit).body()));
    }
}
