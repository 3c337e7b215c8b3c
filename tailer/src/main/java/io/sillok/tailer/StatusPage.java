package io.sillok.tailer;

import io.sillok.tailer.http.HttpHandler;
import io.sillok.tailer.http.HttpRefusal;
import io.sillok.tailer.http.HttpRequest;
import io.sillok.tailer.http.HttpResponse;
import io.sillok.tailer.metrics.MetricText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a tailer tells of itself over HTTP. Names files and numbers, never what stands in a file or a setting. */
final class StatusPage implements HttpHandler {

    private static final String JSON = "application/json";
    private static final String RELOAD = "/-/reload";

    private interface Route {
        HttpResponse answer(HttpRequest request) throws HttpRefusal;
    }

    private final Tailer tailer;
    private final TailerEvents events;
    private final Health health;
    private final Map<String, Route> pages;

    StatusPage(Tailer tailer, TailerEvents events) {
        this.tailer = tailer;
        this.events = events;
        this.health = new Health(tailer);
        this.pages = new TreeMap<>(Map.of(
                "/metrics", request -> metrics(),
                "/healthz", request -> verdict(health.problems()),
                "/readyz", request -> verdict(health.obstacles()),
                "/status", request -> status()));
    }

    @Override
    public HttpResponse answer(HttpRequest request) throws HttpRefusal {
        if (request.path().equals(RELOAD)) {
            return reload(request);
        }
        Route page = pages.get(request.path());
        if (page == null) {
            throw new HttpRefusal(404, "there are " + String.join(", ", pages.keySet()));
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return HttpResponse.text(405, "only GET and HEAD").with("Allow", "GET, HEAD");
        }
        return page.answer(request);
    }

    /** For those who cannot send a signal. A browser's pages may not: they always name their origin. */
    private HttpResponse reload(HttpRequest request) throws HttpRefusal {
        if (!request.fromLoopback() || request.header("Origin").isPresent()) {
            throw new HttpRefusal(403, "only for this machine");
        }
        if (!request.method().equals("POST")) {
            return HttpResponse.text(405, "only POST").with("Allow", "POST");
        }
        List<String> problems = tailer.reload();
        return problems.isEmpty()
                ? HttpResponse.text(200, "the config is in force")
                : HttpResponse.text(409, "refused, the config before stays in force:\n" + String.join("\n", problems));
    }

    private HttpResponse metrics() {
        return HttpResponse.of(
                200,
                MetricText.CONTENT_TYPE,
                new TailerMetrics(tailer.progress(), events, tailer.kafkaReached(), tailer.maskedFields()).page());
    }

    private HttpResponse status() {
        byte[] json = StatusJson.write(tailer.progress(), events, health.obstacles());
        return HttpResponse.of(200, JSON, json);
    }

    private static HttpResponse verdict(List<String> against) {
        return against.isEmpty() ? HttpResponse.text(200, "ok") : HttpResponse.text(503, String.join("\n", against));
    }
}
