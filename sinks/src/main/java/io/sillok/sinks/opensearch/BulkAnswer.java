package io.sillok.sinks.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import io.sillok.sinks.http.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what OpenSearch says of each operation of a {@code _bulk} request. */
final class BulkAnswer {

    /** What is asked for, so that the answer stays small. */
    static final String FILTER =
            "items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.type,error.type";

    /** A full cluster refuses a new day's index with 400, which is not the document's fault. */
    private static final Set<String> NOT_THE_DOCUMENT = Set.of("validation_exception", "cluster_block_exception");

    private static final ObjectMapper JSON = new ObjectMapper();

    private BulkAnswer() {}

    static List<Outcome> read(byte[] body, BulkRequest request) {
        List<IndexOperation> operations = request.operations();
        JsonNode items = tree(body).path("items");
        if (items.size() != operations.size()) {
            String reason = "an answer for " + items.size() + " of " + operations.size() + " operations";
            return all(request, new Outcome.Retry(Cause.UNAVAILABLE, reason));
        }
        List<Outcome> outcomes = new ArrayList<>(operations.size());
        for (int i = 0; i < items.size(); i++) {
            Kind kind = operations.get(i).kind();
            JsonNode item = items.get(i).path(BulkRequest.action(kind));
            outcomes.add(outcome(kind, item.path("status").asInt(), item.path("error")));
        }
        return outcomes;
    }

    static List<Outcome> all(BulkRequest request, Outcome outcome) {
        return request.operations().stream().map(operation -> outcome).toList();
    }

    /** Whether the request as a whole was read and found wrong, by OpenSearch and not by something on the way to it. */
    static boolean refused(Exchange.Reply reply) {
        return reply.status() == 400
                && !tree(reply.body()).at("/error/type").asText().isEmpty();
    }

    static Outcome refusal(Exchange.Reply reply) {
        return new Outcome.Refused(
                ErrorName.of(reply.status(), tree(reply.body()).path("error")));
    }

    private static Outcome outcome(Kind kind, int status, JsonNode error) {
        if (status == 200 || status == 201) {
            return switch (kind) {
                case CREATE -> Outcome.created();
                case UPDATE -> Outcome.updated();
                case REPLACE -> status == 201 ? Outcome.created() : Outcome.updated();
                case DELETE -> Outcome.deleted();
            };
        }
        if (status == 409 && (kind == Kind.CREATE || kind == Kind.REPLACE)) {
            return Outcome.existing();
        }
        // No such document, or not even the index.
        if (status == 404 && kind == Kind.DELETE) {
            return Outcome.deleted();
        }
        String reason = ErrorName.of(status, error);
        if (status == 400) {
            return NOT_THE_DOCUMENT.contains(error.path("type").asText())
                    ? new Outcome.Retry(Cause.UNAVAILABLE, reason)
                    : new Outcome.Refused(reason);
        }
        return new Outcome.Retry(cause(kind, status), reason);
    }

    private static Cause cause(Kind kind, int status) {
        return switch (status) {
            case 404 -> kind == Kind.UPDATE ? Cause.MISSING : Cause.UNAVAILABLE;
            case 409 -> Cause.CONFLICT;
            case 429 -> Cause.BUSY;
            case 401, 403 -> Cause.UNAUTHORIZED;
            default -> Cause.UNAVAILABLE;
        };
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // Not OpenSearch, or an answer cut off: nothing is known of any operation.
            return JSON.createObjectNode();
        }
    }
}
