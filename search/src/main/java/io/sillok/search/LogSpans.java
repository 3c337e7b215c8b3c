package io.sillok.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spans of a request that no tracer told of, made of what its log lines say: the web server's line is the server's span, what
 * FPM served is its child, and queries that were logged with their times are children of that.
 */
final class LogSpans {

    private static final String WEB_SERVER = "nginx.access";
    private static final String FPM = "php_fpm.access";
    private static final int SPAN_ID = 16;
    private static final int LONGEST_NAME = 80;
    private static final int SERVER_ERROR = 500;

    private final List<TraceEvent> events;
    private final List<TraceSpan> spans = new ArrayList<>();

    private LogSpans(List<TraceEvent> events) {
        this.events = events;
    }

    /** @param events in their places in time */
    static List<TraceSpan> of(List<TraceEvent> events) {
        LogSpans made = new LogSpans(events);
        made.serverSpans();
        made.fpmSpans();
        made.querySpans();
        return SpanTree.ordered(made.spans);
    }

    /** Several logs tell of one request; the one that knows the time best and the most about it stands for them. */
    private void serverSpans() {
        Map<String, TraceEvent> requests = new LinkedHashMap<>();
        events.stream()
                .filter(event -> is(event, WEB_SERVER) && duration(event, Fields.HTTP_DURATION) > 0)
                .sorted(Comparator.comparing(TraceEvent::exact).reversed())
                .forEach(event -> requests.putIfAbsent(request(event), event));
        requests.values().forEach(event -> add(event, Optional.empty(), "server", ended(event, Fields.HTTP_DURATION)));
    }

    private static String request(TraceEvent event) {
        String id = event.hit().attribute(Fields.REQUEST_ID);
        return id.isEmpty() ? event.hit().id() : id;
    }

    private void fpmSpans() {
        List<TraceSpan> servers = List.copyOf(spans);
        for (TraceEvent event : events) {
            if (is(event, FPM) && duration(event, Fields.HTTP_DURATION) > 0) {
                Optional<TraceSpan> server = around(event, servers);
                add(event, server, "server", served(event, server));
            }
        }
    }

    private void querySpans() {
        List<TraceSpan> around = List.copyOf(spans);
        for (TraceEvent event : events) {
            if (!event.hit().attribute(Fields.DB_QUERY_TEXT).isEmpty()
                    && duration(event, Fields.DB_QUERY_DURATION) > 0) {
                Optional<TraceSpan> parent = around(event, around);
                add(event, parent, "client", within(ended(event, Fields.DB_QUERY_DURATION), parent));
            }
        }
    }

    private record Window(Instant start, Instant end) {}

    /** Its line is written when it is over. */
    private static Window ended(TraceEvent event, String seconds) {
        return new Window(event.time().minus(nanos(event, seconds)), event.time());
    }

    /** FPM gives the second of the beginning; it is over when the web server's part of it is. */
    private static Window served(TraceEvent event, Optional<TraceSpan> server) {
        Duration took = nanos(event, Fields.HTTP_DURATION);
        boolean whole = event.time().getNano() == 0 || !event.exact();
        Instant start =
                server.filter(span -> whole).map(span -> span.end().minus(took)).orElse(event.time());
        return new Window(start, start.plus(took));
    }

    /** A line that gives the second only cannot have been before its parent began. */
    private static Window within(Window window, Optional<TraceSpan> parent) {
        if (parent.isEmpty() || !window.start.isBefore(parent.get().start())) {
            return window;
        }
        Instant start = parent.get().start();
        return new Window(start, start.plus(Duration.between(window.start, window.end)));
    }

    /** The innermost span of the same request that an event can be part of; the only one there is, whatever its times. */
    private static Optional<TraceSpan> around(TraceEvent event, List<TraceSpan> spans) {
        String id = event.hit().attribute(Fields.REQUEST_ID);
        List<TraceSpan> same = spans.stream()
                .filter(span -> id.isEmpty()
                        || span.source()
                                .path("attributes")
                                .path(Fields.REQUEST_ID)
                                .asText("")
                                .equals(id))
                .toList();
        Comparator<TraceSpan> closest = Comparator.comparing((TraceSpan span) -> !meets(event, span))
                .thenComparing(TraceSpan::duration)
                .thenComparing(TraceSpan::spanId);
        return same.stream().min(closest);
    }

    /** A line that gives the second only may have been written at any time in it. */
    private static boolean meets(TraceEvent event, TraceSpan span) {
        Instant first = event.exact() ? event.time() : event.time().truncatedTo(ChronoUnit.SECONDS);
        Instant last = event.exact() ? event.time() : first.plusSeconds(1);
        return !last.isBefore(span.start()) && !first.isAfter(span.end());
    }

    private void add(TraceEvent event, Optional<TraceSpan> parent, String kind, Window window) {
        LogHit hit = event.hit();
        String spanId = hit.id().length() < SPAN_ID ? hit.id() : hit.id().substring(0, SPAN_ID);
        boolean failed =
                hit.source().path("attributes").path(Fields.HTTP_STATUS).asInt() >= SERVER_ERROR;
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        source.put("name", name(hit)).put("kind", kind).put("span_id", spanId);
        source.put("timestamp", window.start.toString()).put("end_timestamp", window.end.toString());
        source.put("made_of", hit.id());
        source.set("resource", hit.source().path("resource"));
        source.set("attributes", hit.source().path("attributes"));
        spans.add(new TraceSpan(
                spanId,
                parent.map(TraceSpan::spanId),
                name(hit),
                kind,
                is(event, FPM) ? "php-fpm" : hit.resource(Fields.SERVICE_NAME),
                failed ? "error" : "unset",
                window.start,
                window.end,
                0,
                source));
    }

    private static String name(LogHit hit) {
        String sql = hit.attribute(Fields.DB_QUERY_TEXT).strip();
        String name = sql.isEmpty()
                ? (hit.attribute(Fields.HTTP_METHOD) + ' ' + hit.attribute(Fields.URL_PATH)).strip()
                : sql.replaceAll("\\s+", " ");
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, LONGEST_NAME - 1))) + "…";
    }

    private static boolean is(TraceEvent event, String format) {
        return event.hit().attribute(Fields.LOG_FORMAT).equals(format);
    }

    private static double duration(TraceEvent event, String field) {
        return event.hit().source().path("attributes").path(field).asDouble(0);
    }

    private static Duration nanos(TraceEvent event, String field) {
        return Duration.ofNanos((long) (duration(event, field) * 1e9));
    }
}
