package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.search.opensearch.OpenSearchAddress;
import io.sillok.search.opensearch.OpenSearchClient;
import io.sillok.search.query.QueryParser;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ToldRoutesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    private String services = "{\"key\":\"shop\",\"doc_count\":9}";
    private String routesOfRequests = "{\"key\":\"products/{id}\",\"doc_count\":2}";
    private String told = "";

    private FakeOpenSearch openSearch;
    private LogSearch search;

    @BeforeEach
    void start() throws IOException {
        openSearch = FakeOpenSearch.start();
        openSearch.answer(asked -> new FakeOpenSearch.Answer(200, answer(asked)));
        search = new LogSearch(OpenSearchClient.to(OpenSearchAddress.of(openSearch.url())));
    }

    @AfterEach
    void stop() {
        openSearch.close();
    }

    @Test
    void routesOfSpansAndLinesTakePathsTheRequestsDoNotName() throws Exception {
        told = keys("/products/{id}", "orders/{order}", "/orders/{order}", "/{page}", "/" + "x".repeat(300));

        assertThat(routesAskedFor()).containsExactly("products/{id}", "/orders/{order}");
    }

    @Test
    void theyAreAskedOfTheSameServicesInTheSameTimeAndByNothingElse() throws Exception {
        routesAskedFor();

        FakeOpenSearch.Asked asked = openSearch.asked().stream()
                .filter(each -> each.body().path("aggs").has("told"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.path()).isEqualTo("/logs,traces/_search");
        assertThat(asked.body().path("query").toString())
                .contains("\"shop\"", "2026-11-22T11:00:00Z", "laravel.header.suspect")
                .doesNotContain("http.response.status_code", "nginx.access");
    }

    @Test
    void withoutAServiceNothingIsTold() throws Exception {
        services = "";
        told = keys("/orders/{order}");

        assertThat(routesAskedFor()).containsExactly("products/{id}");
    }

    @Test
    void noMoreRoutesAreAskedForThanBefore() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            many.add("/r" + i + "/{id}");
        }
        told = keys(many.toArray(String[]::new));

        assertThat(routesAskedFor()).hasSize(100).contains("products/{id}");
    }

    private List<String> routesAskedFor() throws Exception {
        search.routes(LogQuery.of(QueryParser.parse("status:500"), TimeRange.between(NOW.minusSeconds(60), NOW)));
        JsonNode last = openSearch.asked().get(openSearch.asked().size() - 1).body();
        List<String> routes = new ArrayList<>();
        last.at("/aggs/routes/filters/filters").fieldNames().forEachRemaining(routes::add);
        return routes;
    }

    private String answer(FakeOpenSearch.Asked asked) {
        JsonNode aggregations = asked.body().path("aggs");
        if (aggregations.has("told")) {
            return answer("told", told);
        }
        if (aggregations.has("templates")) {
            return "{\"aggregations\":{\"templates\":{\"buckets\":[" + routesOfRequests
                    + "]},\"services\":{\"buckets\":[" + services + "]}}}";
        }
        return aggregations.has("files") ? answer("files", keys("/var/log/nginx/access.log")) : "{}";
    }

    private static String answer(String name, String buckets) {
        return "{\"aggregations\":{\"" + name + "\":{\"buckets\":[" + buckets + "]}}}";
    }

    private static String keys(String... keys) {
        List<String> buckets = new ArrayList<>();
        for (String key : keys) {
            buckets.add("{\"key\":\"" + key + "\",\"doc_count\":1}");
        }
        return String.join(",", buckets);
    }
}
