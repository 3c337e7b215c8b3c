package io.sillok.search.web;

import io.sillok.model.TraceId;
import io.sillok.search.FieldFilter;
import io.sillok.search.InvalidCursorException;
import io.sillok.search.LogQuery;
import io.sillok.search.LogSearch;
import io.sillok.search.RequestOrder;
import io.sillok.search.TimeRange;
import io.sillok.search.TimeText;
import io.sillok.search.opensearch.OpenSearchException;
import io.sillok.search.query.QueryParser;
import io.sillok.search.query.QuerySyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page's questions. Parameters: {@code q} (the query), {@code f} (chosen values, {@code field:value} or
 * {@code -field:value}, any number), {@code from}, {@code to}, {@code limit}, {@code after}; {@code id} of a trace.
 */
final class Api {

    private static final int PAGE = 100;
    private static final Pattern FILTER = Pattern.compile("(-?)([A-Za-z@_][A-Za-z0-9@_.\\-]*):(.+)", Pattern.DOTALL);

    private static final Pattern REQUEST_ID = Pattern.compile("(?=.*[0-9])[0-9A-Za-z._:-]{8,128}");

    private interface Question {
        Object answer(Parameters parameters)
                throws OpenSearchException, QuerySyntaxException, InvalidCursorException, BadRequestException;
    }

    private record Problem(String kind, String message, Optional<Integer> position) {}

    private final LogSearch search;
    private final Clock clock;
    private final Map<String, Question> questions = Map.of(
            "/api/range", this::range,
            "/api/search", this::page,
            "/api/overview", this::overview,
            "/api/routes", parameters -> search().routes(query(parameters)),
            "/api/exceptions", parameters -> search().exceptions(query(parameters)),
            "/api/statements", parameters -> search().statements(query(parameters)),
            "/api/trace", this::trace,
            "/api/requests", this::requests,
            "/api/issues", parameters -> search().issues(query(parameters), PAGE));

    Api(LogSearch search, Clock clock) {
        this.search = search;
        this.clock = clock;
    }

    Reply answer(String path, String query) {
        Question question = questions.get(path);
        if (question == null) {
            return problem(404, "request", "there is no " + path);
        }
        try {
            return Reply.json(200, question.answer(Parameters.of(query)));
        } catch (QuerySyntaxException e) {
            return Reply.json(400, new Problem("query", e.getMessage(), Optional.of(e.position())));
        } catch (BadRequestException | InvalidCursorException e) {
            return problem(400, "request", e.getMessage());
        } catch (OpenSearchException e) {
            int status = e.kind() == OpenSearchException.Kind.REFUSED ? 502 : 503;
            return problem(status, e.kind().name().toLowerCase(Locale.ROOT), e.getMessage());
        }
    }

    private static Reply problem(int status, String kind, String message) {
        return Reply.json(status, new Problem(kind, message, Optional.empty()));
    }

    private LogSearch search() {
        return search;
    }

    private Object range(Parameters parameters) throws OpenSearchException {
        return search.dataRange().orElse(TimeRange.ALL);
    }

    private Object page(Parameters parameters)
            throws OpenSearchException, QuerySyntaxException, InvalidCursorException, BadRequestException {
        LogQuery query = query(parameters);
        int limit = limit(parameters);
        Optional<String> after = parameters.text("after");
        return after.isPresent() ? search.searchAfter(query, limit, after.get()) : search.search(query, limit);
    }

    private Object overview(Parameters parameters)
            throws OpenSearchException, QuerySyntaxException, BadRequestException {
        return search.overview(query(parameters));
    }

    private Object trace(Parameters parameters) throws OpenSearchException, BadRequestException {
        String id = parameters
                .text("id")
                .filter(text -> TraceId.parse(text).isPresent()
                        || REQUEST_ID.matcher(text.trim()).matches())
                .orElseThrow(
                        () -> new BadRequestException(
                                "that is no trace id (16 or 32 hex digits, a decimal, or a traceparent header) and no request id"));
        return search.trace(id);
    }

    private Object requests(Parameters parameters)
            throws OpenSearchException, QuerySyntaxException, BadRequestException {
        String name = parameters.text("sort").orElse("slowest");
        RequestOrder order = Stream.of(RequestOrder.values())
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadRequestException("sort is slowest, newest, queries or errors"));
        return search.requests(query(parameters), order, limit(parameters));
    }

    private LogQuery query(Parameters parameters) throws QuerySyntaxException, BadRequestException {
        TimeRange range = new TimeRange(time(parameters, "from"), time(parameters, "to"));
        return new LogQuery(QueryParser.parse(parameters.text("q").orElse("")), filters(parameters), range);
    }

    private static List<FieldFilter> filters(Parameters parameters) throws BadRequestException {
        List<FieldFilter> filters = new ArrayList<>();
        for (String text : parameters.all("f")) {
            Matcher matcher = FILTER.matcher(text);
            if (!matcher.matches()) {
                throw new BadRequestException("a filter is field:value or -field:value");
            }
            filters.add(new FieldFilter(
                    matcher.group(2), matcher.group(3), !matcher.group(1).isEmpty()));
        }
        return filters;
    }

    private Optional<Instant> time(Parameters parameters, String name) throws BadRequestException {
        Optional<String> text = parameters.text(name);
        Optional<Instant> time = text.flatMap(value -> TimeText.parse(value, clock));
        if (text.isPresent() && time.isEmpty()) {
            throw new BadRequestException(name + " is no time: 2026-11-22 08:57, or 15m for a quarter of an hour ago");
        }
        return time;
    }

    private static int limit(Parameters parameters) throws BadRequestException {
        String text = parameters.text("limit").orElse(String.valueOf(PAGE));
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LogSearch.MAX_PAGE) {
            throw new BadRequestException("limit is a number from 1 to " + LogSearch.MAX_PAGE);
        }
        return Integer.parseInt(text);
    }
}
