package io.sillok.tailer.spans;

import io.sillok.tailer.http.HttpHandler;
import io.sillok.tailer.http.HttpRefusal;
import io.sillok.tailer.http.HttpRequest;
import io.sillok.tailer.http.HttpResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * OTLP over HTTP for traces. A body is answered with 200 only when it is safe in the topic; what can be tried again is
 * answered so that clients do.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
final class TraceIntake implements HttpHandler {

    private static final String PATH = "/v1/traces";
    private static final String RETRY_SECONDS = "2";

    /** Of {@code google.rpc.Code}: what fits an HTTP status. */
    private static final Map<Integer, Integer> CODES = Map.of(400, 3, 413, 3, 415, 3, 429, 8, 503, 14);

    private final SpanTopic topic;
    private final int maxBytes;
    private final ByteBudget budget;
    private final SpanEvents events;
    private volatile boolean closing;

    TraceIntake(SpanTopic topic, SpanSettings settings, SpanEvents events) {
        this.topic = topic;
        this.maxBytes = settings.maxBytes();
        this.budget = new ByteBudget(settings.inFlightBytes());
        this.events = events;
    }

    @Override
    public HttpResponse answer(HttpRequest request) throws IOException {
        if (!request.path().equals(PATH)) {
            return HttpResponse.text(404, "spans are taken at " + PATH);
        }
        if (!request.method().equals("POST")) {
            return HttpResponse.text(405, "only POST").with("Allow", "POST");
        }
        Optional<Encoding> encoding = request.header("Content-Type").flatMap(Encoding::of);
        HttpResponse response;
        try {
            response = take(request, encoding);
        } catch (HttpRefusal e) {
            response = refused(e.status(), e.getMessage(), encoding.orElse(Encoding.JSON));
        }
        if (response.status() != 200) {
            events.spansAnswered(response.status(), 0, 0);
        }
        return response;
    }

    /** From now on clients are told to come again later. */
    void endSoon() {
        closing = true;
    }

    private HttpResponse take(HttpRequest request, Optional<Encoding> known) throws IOException, HttpRefusal {
        if (closing) {
            throw new HttpRefusal(503, "the tailer is ending");
        }
        Encoding encoding = known.orElseThrow(
                () -> new HttpRefusal(415, "Content-Type must be application/x-protobuf or application/json"));
        try (SpanBody body = SpanBody.read(request.body(), isGzip(request), maxBytes, budget)) {
            int spans = encoding.check(body.bytes(), body.length());
            if (spans > 0) {
                store(body, encoding);
            }
            events.spansAnswered(200, spans, body.length());
            return HttpResponse.of(200, encoding.mediaType(), encoding.accepted());
        } catch (MalformedSpansException e) {
            throw new HttpRefusal(400, e.getMessage());
        }
    }

    private void store(SpanBody body, Encoding encoding) throws HttpRefusal {
        switch (topic.store(body.exact(), encoding.mediaType())) {
            case STORED -> {}
            case TOO_LARGE -> throw new HttpRefusal(413, "the topic takes no message of this size; send fewer spans");
            case NOT_NOW ->
                throw closing
                        ? new HttpRefusal(503, "the tailer is ending")
                        : new HttpRefusal(429, "Kafka does not take spans at this time");
        }
    }

    private static boolean isGzip(HttpRequest request) throws HttpRefusal {
        String coding = request.header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "gzip", "x-gzip" -> true;
            case "identity", "none", "" -> false;
            default -> throw new HttpRefusal(415, "of content encodings only gzip is known here");
        };
    }

    private static HttpResponse refused(int status, String message, Encoding encoding) {
        byte[] body = encoding.status(CODES.getOrDefault(status, 2), message);
        HttpResponse response = HttpResponse.of(status, encoding.mediaType(), body);
        return status == 429 || status == 503 ? response.with("Retry-After", RETRY_SECONDS) : response;
    }
}
