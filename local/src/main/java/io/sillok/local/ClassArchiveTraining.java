package io.sillok.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Run once by the launcher after a build, under a JVM that writes down which classes it loads: answers the searches of
 * this process itself, so that the archive holds what {@code sillok search} and {@code sillok trace} need to start fast.
 */
public final class ClassArchiveTraining {

    private static final String ANSWER = """
            {"took":1,"timed_out":false,"_scroll_id":"","hits":{"total":{"value":1,"relation":"eq"},"hits":[{"_index":"logs",\
            "_id":"1","sort":[1,"1"],"_source":{"timestamp":"2026-11-22T08:57:28.864170Z","severity_text":"ERROR",\
            "severity_number":17,"body":"checkout failed","trace_id":"11327e75368c15605f7c61d1c3e44dfe",\
            "span_id":"ee6882d75f77618c","name":"POST /checkout","kind":"server","status":"error","duration":0.02,\
            "end_timestamp":"2026-11-22T08:57:28.884170Z","resource":{"service.name":"shop"},"attributes":\
            {"log.format":"nginx.access","http.request.method":"POST","url.path":"/checkout",\
            "http.response.status_code":500,"http.server.request.duration":0.02}}}]}}""";

    private ClassArchiveTraining() {}

    public static void main(String[] args) throws IOException {
        HttpServer openSearch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
        openSearch.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        openSearch.start();
        String address = "http://127.0.0.1:" + openSearch.getAddress().getPort();
        Sillok.commandLine().execute("search", "--opensearch", address, "status:500");
        Sillok.commandLine().execute("search", "--opensearch", address, "--json", "severity:error");
        Sillok.commandLine().execute("trace", "--opensearch", address, "11327e75368c15605f7c61d1c3e44dfe");
        openSearch.stop(0);
    }
}
