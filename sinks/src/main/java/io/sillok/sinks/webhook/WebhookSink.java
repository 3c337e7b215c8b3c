package io.sillok.sinks.webhook;

import io.sillok.sinks.Outcome;
import io.sillok.sinks.http.Exchange;
import io.sillok.sinks.http.HttpEndpoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Posts JSON objects. Says what became of each; who tries again, and when, is not its business. Thread-safe. */
public final class WebhookSink implements AutoCloseable {

    /** Worth another attempt, beside all that begins with 5. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final HttpEndpoint endpoint;
    private final String path;

    public WebhookSink(WebhookSettings settings) {
        this.endpoint = new HttpEndpoint(settings.http());
        this.path = settings.path().value();
    }

    /** @return created, refused for good, or to be tried again; the future never fails, and no text holds the path */
    public CompletableFuture<Outcome> post(byte[] json) {
        return endpoint.send("POST", path, Map.of("Content-Type", "application/json; charset=utf-8"), json)
                .thenApply(WebhookSink::outcome);
    }

    private static Outcome outcome(Exchange exchange) {
        if (!(exchange instanceof Exchange.Reply reply)) {
            return new Outcome.Retry(Outcome.Cause.UNAVAILABLE, ((Exchange.Unreachable) exchange).reason());
        }
        int status = reply.status();
        String reason = "status " + status;
        if (status / 100 == 2) {
            return Outcome.created();
        }
        if (status == 401 || status == 403) {
            return new Outcome.Retry(Outcome.Cause.UNAUTHORIZED, reason);
        }
        return LATER.contains(status) || status >= 500
                ? new Outcome.Retry(Outcome.Cause.BUSY, reason, reply.after())
                : new Outcome.Refused(reason);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
