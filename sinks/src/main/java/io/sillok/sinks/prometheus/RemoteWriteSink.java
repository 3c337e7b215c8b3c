package io.sillok.sinks.prometheus;

import io.sillok.model.MetricSample;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import io.sillok.sinks.http.Exchange;
import io.sillok.sinks.http.HttpEndpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes samples by Prometheus' remote-write protocol. A receiver throws away the whole request for one sample that it
 * does not take, so a request that is refused is halved until the sample stands alone.
 *
 * <p>Taken is taken: the protocol does not say whether a sample was there already, so {@link Outcome.Effect#CREATED} is
 * all that is known.
 */
public final class RemoteWriteSink implements MetricSink {

    /** Said here, because Prometheus drops such a series and answers that all is well. */
    private static final Outcome INVALID = new Outcome.Refused("invalid metric name or label name");

    private final HttpEndpoint endpoint;
    private final Map<String, String> headers;
    private final int batchSamples;

    public RemoteWriteSink(RemoteWriteSettings settings) {
        this.endpoint = new HttpEndpoint(settings.http());
        this.batchSamples = settings.batchSamples();
        Map<String, String> all = new HashMap<>(settings.headers());
        all.put("Content-Type", "application/x-protobuf");
        all.put("Content-Encoding", "snappy");
        all.put("X-Prometheus-Remote-Write-Version", "0.1.0");
        all.put("User-Agent", "sillok");
        this.headers = Collections.unmodifiableMap(all);
    }

    @Override
    public CompletableFuture<List<Outcome>> write(List<MetricSample> samples) {
        List<MetricSample> valid = samples.stream().filter(SeriesNames::valid).toList();
        List<WriteRequest> requests = new ArrayList<>();
        for (int from = 0; from < valid.size(); from += batchSamples) {
            requests.add(new WriteRequest(valid.subList(from, Math.min(from + batchSamples, valid.size()))));
        }
        return inOrder(requests).thenApply(outcomes -> {
            Iterator<Outcome> ofValid = outcomes.iterator();
            return samples.stream()
                    .map(sample -> SeriesNames.valid(sample) ? ofValid.next() : INVALID)
                    .toList();
        });
    }

    /** One request after the other: samples of a series must come in order of time. */
    private CompletableFuture<List<Outcome>> inOrder(List<WriteRequest> requests) {
        CompletableFuture<List<Outcome>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (WriteRequest request : requests) {
            all = all.thenCompose(before -> send(request).thenApply(outcomes -> {
                before.addAll(outcomes);
                return before;
            }));
        }
        return all;
    }

    private CompletableFuture<List<Outcome>> send(WriteRequest request) {
        return endpoint.send("POST", "", headers, request.body()).thenCompose(exchange -> outcomes(request, exchange));
    }

    private CompletableFuture<List<Outcome>> outcomes(WriteRequest request, Exchange exchange) {
        Outcome outcome = outcome(exchange);
        if (outcome instanceof Outcome.Refused && request.samples().size() > 1) {
            return inOrder(request.halves());
        }
        return CompletableFuture.completedFuture(
                Collections.nCopies(request.samples().size(), outcome));
    }

    private Outcome outcome(Exchange exchange) {
        if (exchange instanceof Exchange.Unreachable unreachable) {
            return new Outcome.Retry(Cause.UNAVAILABLE, unreachable.reason());
        }
        Exchange.Reply reply = (Exchange.Reply) exchange;
        Optional<String> refusal = Refusals.reason(reply);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        String reason = "Prometheus " + reply.status();
        return switch (reply.status()) {
            case 200, 202, 204 -> Outcome.created();
            case 401, 403 -> new Outcome.Retry(Cause.UNAUTHORIZED, reason + ": check the credentials of prometheus");
            case 301, 302, 307, 308, 404, 405, 415 ->
                new Outcome.Retry(
                        Cause.UNAVAILABLE,
                        reason + ": check prometheus.url, and that --web.enable-remote-write-receiver is set there");
            // What is too large is halved like what is refused.
            case 413 -> new Outcome.Refused(reason + ": too large");
            case 429 -> new Outcome.Retry(Cause.BUSY, reason, reply.after());
            default -> new Outcome.Retry(Cause.UNAVAILABLE, reason, reply.after());
        };
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
