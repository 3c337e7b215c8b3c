package io.sillok.search.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.search.FakeOpenSearch;
import io.sillok.search.LogSearch;
import io.sillok.search.opensearch.OpenSearchAddress;
import io.sillok.search.opensearch.OpenSearchClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchServerTest {

    private static final String HOSTILE = "<img src=x onerror=\\\"alert(1)\\\"></script>\\u001b[2J\\u202e";

    private final HttpClient http = HttpClient.newHttpClient();
    private FakeOpenSearch openSearch;
    private SearchServer server;

    @BeforeEach
    void start() throws IOException {
        openSearch = FakeOpenSearch.start();
        server = SearchServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new LogSearch(OpenSearchClient.to(OpenSearchAddress.of(openSearch.url()))));
    }

    @AfterEach
    void stop() {
        server.close();
        openSearch.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "app.js", "app.css", "icon.svg", "lib/preact.js", "api/range", "nothing", "api/nothing"})
    void forbidsEverythingThatThePageDoesNotNeed(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self' 'sha256-")
                .doesNotContain("unsafe")
                .contains("frame-ancestors 'none'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'");
        assertThat(response.headers().map())
                .containsKeys("Referrer-Policy", "X-Frame-Options", "Cross-Origin-Resource-Policy");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html; charset=utf-8",
        "app.js, text/javascript; charset=utf-8",
        "lib/preact.js, text/javascript; charset=utf-8",
        "lib/preact-hooks.js, text/javascript; charset=utf-8",
        "app.css, text/css; charset=utf-8",
    })
    void servesThePagesFiles(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
        assertThat(response.body()).isNotEmpty();
        HttpResponse<String> again = http.send(
                request(path)
                        .header(
                                "If-None-Match",
                                response.headers().firstValue("ETag").orElseThrow())
                        .build(),
                BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void servesEveryFileThatAFileOfThePageImports() throws Exception {
        Pattern imports = Pattern.compile("from '\\./([a-z-]+\\.js)'");
        for (String file : new String[] {
            "app.js", "search-bar.js", "records.js", "reports.js", "trace.js", "event-details.js", "issues.js"
        }) {
            Matcher matcher = imports.matcher(get(file).body());
            while (matcher.find()) {
                assertThat(get(matcher.group(1)).statusCode())
                        .as(matcher.group(1))
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void neverTurnsTextIntoMarkup() throws IOException {
        for (String file : new String[] {
            "app.js",
            "api.js",
            "state.js",
            "format.js",
            "elements.js",
            "search-bar.js",
            "histogram.js",
            "facets.js",
            "records.js",
            "event-details.js",
            "reports.js",
            "trace.js",
            "waterfall.js",
            "issues.js"
        }) {
            try (InputStream in = SearchServer.class.getResourceAsStream(file)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .as(file)
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacent",
                                "document.write",
                                "eval(",
                                "new Function",
                                "javascript:");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../pom.xml",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e/SearchServer.class",
                "/etc/passwd",
                "lib/../app.js",
                "SearchServer.class",
                "libraries.properties",
                "app.js%00.css",
                "lib/",
                "META-INF/MANIFEST.MF"
            })
    void hasNoOtherFiles(String path) throws Exception {
        assertThat(raw("GET /" + path + " HTTP/1.1", "127.0.0.1:" + port())).startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:80", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:PORT", ""
            })
    void answersOnlyToItsOwnName(String host) throws Exception {
        assertThat(raw("GET /api/range HTTP/1.1", host.replace("PORT", String.valueOf(port()))))
                .startsWith("HTTP/1.1 421");
        assertThat(openSearch.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "LocalHost:PORT", "127.0.0.1:PORT", "[::1]:PORT"})
    void answersToLoopback(String host) throws Exception {
        assertThat(raw("GET / HTTP/1.1", host.replace("PORT", String.valueOf(port()))))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"})
    void onlyReads(String method) throws Exception {
        assertThat(raw(method + " /api/range HTTP/1.1", "localhost:" + port())).startsWith("HTTP/1.1 405");
    }

    @Test
    void refusesToListenOnTheNetwork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchServer.start(new InetSocketAddress("0.0.0.0", 0), null))
                .withMessageContaining("loopback only");
    }

    @Test
    void answersASearchAsDataThatNoBrowserTakesForAPage() throws Exception {
        openSearch.answer(200, """
                {"hits":{"total":{"value":1},"hits":[{"_index":"logs-2026.11.22","_id":"a","_source":{"body":"%s"},"sort":[1]}]}}""".formatted(HOSTILE));
        HttpResponse<String> response =
                get("api/search?q=status%3A500&f=service.name%3Ashop&f=-log.format%3Anginx.error&limit=2");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        JsonNode answer = new ObjectMapper().readTree(response.body());
        assertThat(answer.path("total").asLong()).isEqualTo(1);
        assertThat(answer.path("hits").path(0).path("source").path("body").asText())
                .isEqualTo("<img src=x onerror=\"alert(1)\"></script>\u001b[2J\u202e");
        assertThat(openSearch.asked().get(0).body().path("query").toString())
                .contains("{\"term\":{\"http.response.status_code\":{\"value\":\"500\"}}}")
                .contains("{\"term\":{\"service.name\":{\"value\":\"shop\"}}}")
                .contains("{\"must_not\":[{\"term\":{\"log.format\":{\"value\":\"nginx.error\"}}}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "api/search?q=sevice%3Ashop, 400, query, did you mean",
        "api/search?limit=0, 400, request, limit",
        "api/search?limit=9999999999, 400, request, limit",
        "api/search?after=nonsense, 400, request, go on from",
        "api/search?from=yesterday, 400, request, from is no time",
        "api/search?f=nothing, 400, request, filter",
        "api/trace?id=hello, 400, request, no trace id",
        "api/requests?sort=fastest, 400, request, sort is slowest",
        "api/nothing, 404, request, there is no",
    })
    void saysWhatIsWrongWithAQuestion(String path, int status, String kind, String message) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertThat(problem.path("kind").asText()).isEqualTo(kind);
        assertThat(problem.path("message").asText()).contains(message);
    }

    @Test
    void saysThatOpenSearchIsDownAndGoesOnWhenItIsBack() throws Exception {
        openSearch.answer(503, "{}");
        HttpResponse<String> down = get("api/search");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(new ObjectMapper().readTree(down.body()).path("kind").asText())
                .isEqualTo("unreachable");
        openSearch.answer(200, "{\"hits\":{\"total\":{\"value\":0},\"hits\":[]}}");
        assertThat(get("api/search").statusCode()).isEqualTo(200);
    }

    @Test
    void boundsTheQuestion() throws Exception {
        assertThat(get("api/search?q=" + "a".repeat(3000)).statusCode()).isEqualTo(400);
        assertThat(get("api/search?q=" + "a".repeat(20_000)).statusCode()).isEqualTo(414);
        assertThat(get("api/search?" + "f=a:b&".repeat(101)).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private int port() {
        return server.address().getPort();
    }

    /** A request as no HTTP client would send it. */
    private String raw(String requestLine, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            String request = requestLine + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
