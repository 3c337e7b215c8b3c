package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.Fields;
import io.sillok.model.TraceId;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The events and spans of one trace, or of the request with one id. */
final class TraceQuestion {

    private static final int EVENTS = 1000;
    private static final int SPANS = 1000;
    private static final int REQUESTS = 20;

    private final String asked;
    private final Optional<TraceId> id;

    TraceQuestion(TraceId id) {
        this(id.hex(), Optional.of(id));
    }

    private TraceQuestion(String asked, Optional<TraceId> id) {
        this.asked = asked;
        this.id = id;
    }

    /** A trace's id in any form, or a request's. */
    static TraceQuestion of(String text) {
        Optional<TraceId> id = TraceId.parse(text);
        return new TraceQuestion(id.map(TraceId::hex).orElse(text.trim()), id);
    }

    ObjectNode events() {
        return search(EVENTS).set("sort", PageCursor.sort("asc"));
    }

    ObjectNode spans() {
        ObjectNode body = search(SPANS);
        body.putArray("sort")
                .addObject()
                .putObject("timestamp")
                .put("order", "asc")
                .put("unmapped_type", "date_nanos");
        return body;
    }

    private ObjectNode search(int size) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("size", size).put("track_total_hits", true);
        ObjectNode ofRequest = QueryDsl.term(Fields.REQUEST_ID, asked);
        return body.set(
                "query",
                id.map(trace -> QueryDsl.anyOf(List.of(QueryDsl.of(new Query.OfTrace(trace)), ofRequest)))
                        .orElse(ofRequest));
    }

    ObjectNode requests() {
        return new RequestsQuestion(LogQuery.of(new Query.Everything(), TimeRange.ALL), RequestOrder.SLOWEST, REQUESTS)
                .body()
                .set("query", search(REQUESTS).get("query"));
    }

    /** The trace that the events found by a request's id are of, if it is another question. */
    Optional<TraceQuestion> ofTrace(Trace found) {
        return found.ids().size() == 1 && !found.ids().get(0).equals(asked)
                ? TraceId.ofHex(found.ids().get(0))
                        .filter(trace -> id.isEmpty() || !id.get().matches(trace))
                        .map(TraceQuestion::new)
                : Optional.empty();
    }

    Trace read(JsonNode eventAnswer, JsonNode spanAnswer, JsonNode requestAnswer) {
        List<LogHit> hits = hits(eventAnswer);
        List<TraceSpan> traced = SpanTree.ordered(
                hits(spanAnswer).stream().map(hit -> TraceSpan.of(hit.source())).toList());
        boolean madeOfLogs = traced.isEmpty();
        List<TraceSpan> spans =
                madeOfLogs ? LogSpans.of(TraceTimeline.of(traced, hits).place(hits)) : traced;
        TraceTimeline timeline = TraceTimeline.of(spans, hits);
        List<String> ids = Stream.concat(
                        hits.stream().map(hit -> hit.text("trace_id")),
                        spans.stream()
                                .map(span -> span.source().path("trace_id").asText("")))
                .filter(text ->
                        TraceId.ofHex(text).filter(found -> found.high() != 0).isPresent())
                .distinct()
                .toList();
        return new Trace(
                asked,
                ids,
                timeline.start(),
                timeline.end(),
                spans,
                madeOfLogs ? spans.size() : total(spanAnswer),
                timeline.place(hits),
                total(eventAnswer),
                madeOfLogs && !spans.isEmpty(),
                RequestsQuestion.read(requestAnswer).requests());
    }

    private static List<LogHit> hits(JsonNode answer) {
        List<LogHit> hits = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hit -> hits.add(LogHit.of(hit)));
        return hits;
    }

    static long total(JsonNode answer) {
        return answer.path("hits").path("total").path("value").asLong();
    }
}
