package io.sillok.job.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Takes what is posted; answers with planned statuses first, then 200. */
public final class StubWebhook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Integer> planned = new ConcurrentLinkedQueue<>();
    private final Semaphore asked = new Semaphore(0);

    public StubWebhook() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/hook", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/hook";
    }

    void plan(int... statuses) {
        for (int status : statuses) {
            planned.add(status);
        }
    }

    /** What was answered with 200, in order. */
    public List<JsonNode> taken() {
        return taken;
    }

    /** One permit for each request that was answered. */
    Semaphore asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            Integer status = planned.poll();
            if (status == null) {
                taken.add(body);
            }
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        } finally {
            asked.release();
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
