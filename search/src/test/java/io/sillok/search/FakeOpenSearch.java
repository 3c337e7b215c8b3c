package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers searches as a test says, and keeps what it was asked. */
public final class FakeOpenSearch implements AutoCloseable {

    /** @param authorization empty if none was sent */
    public record Asked(String path, JsonNode body, String authorization) {}

    public record Answer(int status, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Answer> answers = any -> new Answer(200, "{}");

    private FakeOpenSearch(HttpServer http) {
        this.http = http;
    }

    public static FakeOpenSearch start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeOpenSearch fake = new FakeOpenSearch(http);
        http.createContext("/", fake::handle);
        http.start();
        return fake;
    }

    public void answer(int status, String body) {
        answers = any -> new Answer(status, body);
    }

    public void answer(Function<Asked, Answer> by) {
        answers = by;
    }

    public List<Asked> asked() {
        return asked;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked question = new Asked(
                    exchange.getRequestURI().getPath(),
                    JSON.readTree(exchange.getRequestBody()),
                    String.valueOf(exchange.getRequestHeaders()
                            .getOrDefault("Authorization", List.of(""))
                            .get(0)));
            asked.add(question);
            Answer answer = answers.apply(question);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
