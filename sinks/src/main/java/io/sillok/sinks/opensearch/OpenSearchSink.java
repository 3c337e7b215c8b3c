package io.sillok.sinks.opensearch;

import io.sillok.model.IndexOperation;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import io.sillok.sinks.http.Exchange;
import io.sillok.sinks.http.HttpEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Writes documents through OpenSearch's bulk API. A document that exists is a success ({@code 409} on create), so
 * everything may be sent again. An item that is refused does not hold up the others of its batch, and is sent once more if the names of
 * its attributes were the cause.
 */
public final class OpenSearchSink implements DocumentSink {

    private static final String PATH = "/_bulk?filter_path=" + BulkAnswer.FILTER;

    private final OpenSearchSettings settings;
    private final HttpEndpoint endpoint;
    private final Map<String, String> headers;

    public OpenSearchSink(OpenSearchSettings settings) {
        this.settings = settings;
        this.endpoint = new HttpEndpoint(settings.http());
        this.headers = settings.compress()
                ? Map.of("Content-Type", "application/x-ndjson", "Content-Encoding", "gzip")
                : Map.of("Content-Type", "application/x-ndjson");
    }

    @Override
    public CompletableFuture<List<Outcome>> write(List<IndexOperation> operations) {
        return inOrder(BulkRequest.split(operations, settings.batchBytes()))
                .thenCompose(outcomes -> outcomes.stream().anyMatch(Outcome.Refused.class::isInstance)
                        ? secondTry(operations, outcomes)
                        : CompletableFuture.completedFuture(outcomes));
    }

    /** Refused documents whose names can be made to fit are sent once more, so. */
    private CompletableFuture<List<Outcome>> secondTry(List<IndexOperation> operations, List<Outcome> outcomes) {
        List<Integer> places = new ArrayList<>();
        List<IndexOperation> fitted = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            IndexOperation operation = operations.get(i);
            if (outcomes.get(i) instanceof Outcome.Refused) {
                int place = i;
                FittedSource.of(operation.source()).ifPresent(source -> {
                    places.add(place);
                    fitted.add(operation.withSource(source));
                });
            }
        }
        return inOrder(BulkRequest.split(fitted, settings.batchBytes())).thenApply(second -> {
            List<Outcome> all = new ArrayList<>(outcomes);
            for (int i = 0; i < second.size(); i++) {
                all.set(places.get(i), second.get(i));
            }
            return all;
        });
    }

    /** One request after the other: a later one may change what an earlier one creates. */
    private CompletableFuture<List<Outcome>> inOrder(List<BulkRequest> requests) {
        CompletableFuture<List<Outcome>> all = CompletableFuture.completedFuture(List.of());
        for (BulkRequest request : requests) {
            all = all.thenCompose(before -> send(request).thenApply(outcomes -> joined(before, outcomes)));
        }
        return all;
    }

    private CompletableFuture<List<Outcome>> send(BulkRequest request) {
        return endpoint.send("POST", PATH, headers, request.body(settings.compress()))
                .thenCompose(exchange -> outcomes(request, exchange));
    }

    private CompletableFuture<List<Outcome>> outcomes(BulkRequest request, Exchange exchange) {
        if (exchange instanceof Exchange.Reply reply) {
            if (reply.status() == 200) {
                return CompletableFuture.completedFuture(BulkAnswer.read(reply.body(), request));
            }
            // Too large in sum, or one operation spoils the request: smaller requests tell which.
            if (request.operations().size() > 1 && (reply.status() == 413 || BulkAnswer.refused(reply))) {
                return inOrder(request.halves());
            }
        }
        return CompletableFuture.completedFuture(BulkAnswer.all(request, failure(exchange)));
    }

    private static Outcome failure(Exchange exchange) {
        if (exchange instanceof Exchange.Unreachable unreachable) {
            return new Outcome.Retry(Cause.UNAVAILABLE, unreachable.reason());
        }
        Exchange.Reply reply = (Exchange.Reply) exchange;
        if (BulkAnswer.refused(reply)) {
            return BulkAnswer.refusal(reply);
        }
        String reason = "OpenSearch " + reply.status();
        return switch (reply.status()) {
            case 413 -> new Outcome.Refused(reason + ": the document is larger than http.max_content_length");
            case 429 -> new Outcome.Retry(Cause.BUSY, reason, reply.after());
            case 401, 403 -> new Outcome.Retry(Cause.UNAUTHORIZED, reason + ": check opensearch.username and password");
            default -> new Outcome.Retry(Cause.UNAVAILABLE, reason, reply.after());
        };
    }

    private static List<Outcome> joined(List<Outcome> before, List<Outcome> more) {
        if (before.isEmpty()) {
            return more;
        }
        List<Outcome> all = new ArrayList<>(before);
        all.addAll(more);
        return all;
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
