package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.model.TraceId;
import io.sillok.search.query.Query;
import io.sillok.search.query.QueryDsl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The events and spans of one trace. */
final class TraceQuestion {

    private static final int EVENTS = 1000;
    private static final int SPANS = 1000;

    private final TraceId id;

    TraceQuestion(TraceId id) {
        this.id = id;
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
        return body.set("query", QueryDsl.of(new Query.OfTrace(id)));
    }

    Trace read(JsonNode eventAnswer, JsonNode spanAnswer) {
        List<LogHit> hits = hits(eventAnswer);
        List<TraceSpan> spans = SpanTree.ordered(
                hits(spanAnswer).stream().map(hit -> TraceSpan.of(hit.source())).toList());
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
                id.hex(),
                ids,
                timeline.start(),
                timeline.end(),
                spans,
                total(spanAnswer),
                timeline.place(hits),
                total(eventAnswer));
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
