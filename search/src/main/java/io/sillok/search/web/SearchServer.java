package io.sillok.search.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sillok.search.LogSearch;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the page and its JSON API to the browser of whoever sits at this machine. Thread-safe. */
public final class SearchServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchServer.class);
    private static final int THREADS = 8;
    private static final int WAITING = 128;

    private final HttpServer http;
    private final ThreadPoolExecutor threads;
    private final Gate gate;
    private final Page page = new Page();
    private final Api api;

    private SearchServer(HttpServer http, LogSearch search, Clock clock) {
        this.http = http;
        this.gate = new Gate(http.getAddress().getPort());
        this.api = new Api(search, clock);
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "search-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts to serve.
     *
     * @param address of loopback; port 0 takes any free one
     * @throws IOException if the port is taken
     * @throws IllegalArgumentException if the address is not loopback: there is no login, so logs would be open to the network
     */
    public static SearchServer start(InetSocketAddress address, LogSearch search) throws IOException {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the page is served on loopback only, not on " + address);
        }
        HttpServer http = HttpServer.create(address, 0);
        SearchServer server = new SearchServer(http, search, Clock.systemUTC());
        http.setExecutor(server.threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** Where the page is. */
    public URI address() {
        String host = http.getAddress().getAddress() instanceof Inet6Address ? "[::1]" : "127.0.0.1";
        return URI.create("http://" + host + ":" + http.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, reply(exchange));
        }
    }

    private Reply reply(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        Optional<Reply> refusal = gate.refusal(
                exchange.getRequestMethod(), exchange.getRequestHeaders().getFirst("Host"), uri.toString());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            String path = String.valueOf(uri.getPath());
            return path.startsWith("/api/") ? api.answer(path, uri.getRawQuery()) : file(exchange, path);
        } catch (RuntimeException e) {
            // not its message: that may quote a log
            LOG.error("A request of the page failed: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
            return Reply.text(500, "Something went wrong in Sillok; its log says more.");
        }
    }

    private Reply file(HttpExchange exchange, String path) {
        Optional<Asset> asset = page.asset(path);
        if (asset.isEmpty()) {
            return Reply.text(404, "There is no such page.");
        }
        Map<String, String> headers = Map.of(
                "Content-Type", asset.get().type(),
                "ETag", asset.get().tag(),
                "Cache-Control", "no-cache");
        boolean known = asset.get().tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        return known
                ? new Reply(304, headers, new byte[0])
                : new Reply(200, headers, asset.get().content());
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", page.contentSecurityPolicy());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        reply.headers().forEach(headers::set);
        boolean empty = reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
        if (!empty) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(reply.body());
            }
        }
    }
}
