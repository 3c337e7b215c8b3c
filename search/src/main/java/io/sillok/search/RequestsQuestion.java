package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Requests in an order. */
final class RequestsQuestion {

    private final LogQuery query;
    private final RequestOrder order;
    private final int limit;

    RequestsQuestion(LogQuery query, RequestOrder order, int limit) {
        this.query = query;
        this.order = order;
        this.limit = limit;
    }

    ObjectNode body() {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("size", limit).put("track_total_hits", true);
        body.set("query", query.dsl());
        ArrayNode sort = body.putArray("sort");
        sort.addObject()
                .putObject(order.field())
                .put("order", "desc")
                .put("missing", "_last")
                .put("unmapped_type", order.type());
        sort.addObject().putObject("timestamp").put("order", "desc").put("unmapped_type", "date_nanos");
        return body;
    }

    static RequestPage read(JsonNode answer) {
        List<RequestSummary> requests = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hit -> requests.add(new RequestSummary(hit.path("_source"))));
        return new RequestPage(TraceQuestion.total(answer), requests);
    }
}
