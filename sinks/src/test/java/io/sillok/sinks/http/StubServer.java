package io.sillok.sinks.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A small HTTP server on a free port of loopback: answers by a function, unless a fault was planned for the next request. */
public final class StubServer implements AutoCloseable {

    /** @param headers with lower-case names */
    public record Request(String method, String path, Map<String, String> headers, byte[] body) {}

    public record Response(int status, String body, Map<String, String> headers) {

        /** Closes the connection instead of answering. */
        public static final Response DROP = new Response(0, "", Map.of());

        /** Begins an answer and never ends it, until the server is closed. */
        public static final Response STALL = new Response(1, "", Map.of());

        public Response(int status, String body) {
            this(status, body, Map.of());
        }
    }

    private final HttpServer server;
    private final String scheme;
    private final Function<Request, Response> answer;
    private final Deque<Response> planned = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();

    public StubServer(Function<Request, Response> answer) throws IOException {
        this(HttpServer.create(loopback(), 0), "http", answer);
    }

    public static StubServer secured(SSLContext tls, Function<Request, Response> answer) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new StubServer(server, "https", answer);
    }

    private StubServer(HttpServer server, String scheme, Function<Request, Response> answer) {
        this.server = server;
        this.scheme = scheme;
        this.answer = answer;
        server.createContext("/", this::handle);
        server.start();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public URI url() {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    /** The next request that comes is answered so, whatever it asks. */
    public synchronized StubServer plan(Response response) {
        planned.add(response);
        return this;
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes());
        Response response = respond(request);
        if (response.equals(Response.STALL)) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().flush();
            return;
        }
        if (response.status() != 0) {
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
        exchange.close();
    }

    private synchronized Response respond(Request request) {
        requests.add(request);
        return planned.isEmpty() ? answer.apply(request) : planned.remove();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
