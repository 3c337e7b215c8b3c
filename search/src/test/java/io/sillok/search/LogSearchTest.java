package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.model.TraceId;
import io.sillok.search.opensearch.OpenSearchAddress;
import io.sillok.search.opensearch.OpenSearchClient;
import io.sillok.search.query.Query;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogSearchTest {

    private static final TimeRange MINUTE =
            TimeRange.between(Instant.parse("2026-11-22T10:47:00Z"), Instant.parse("2026-11-22T10:48:00Z"));

    private FakeOpenSearch openSearch;
    private LogSearch search;

    @BeforeEach
    void start() throws IOException {
        openSearch = FakeOpenSearch.start();
        search = new LogSearch(OpenSearchClient.to(OpenSearchAddress.of(openSearch.url())));
    }

    @AfterEach
    void stop() {
        openSearch.close();
    }

    @Test
    void goesOnWhereAPageEnded() throws Exception {
        openSearch.answer(200, """
                {"hits":{"total":{"value":5},"hits":[
                 {"_id":"a","_source":{},"sort":[1795344421128460001,"f",10,0]},
                 {"_id":"b","_source":{},"sort":[1795344421128460000,"f",9,0]}]}}""");
        SearchPage page = search.search(everything(), 2);
        assertThat(page.total()).isEqualTo(5);
        search.searchAfter(everything(), 2, page.next().orElseThrow());
        assertThat(openSearch.asked().get(1).body().path("search_after").toString())
                .isEqualTo("[1795344421128460000,\"f\",9,0]");
    }

    @Test
    void takesOnlyPlacesThatAPageGave() {
        for (String cursor : List.of("", "x", "W10", "eyJhIjoxfQ", "%%")) {
            assertThatExceptionOfType(InvalidCursorException.class)
                    .isThrownBy(() -> search.searchAfter(everything(), 2, cursor));
        }
    }

    @Test
    void countsAFacetAsIfNoneOfItsValuesWereChosen() throws Exception {
        FieldFilter shop = new FieldFilter("service.name", "shop", false);
        FieldFilter blog = new FieldFilter("service.name", "blog", false);
        FieldFilter notDebug = new FieldFilter("severity_text", "DEBUG", true);
        search.overview(new LogQuery(new Query.Everything(), List.of(shop, blog, notDebug), MINUTE));
        JsonNode aggregations = openSearch.asked().get(0).body().path("aggs");
        assertThat(aggregations.path("found").path("filter").toString()).contains("shop", "blog", "DEBUG");
        assertThat(aggregations.path("service.name").path("filter").toString())
                .contains("DEBUG")
                .doesNotContain("shop");
        assertThat(aggregations.path("severity_text").path("filter").toString()).contains("shop", "DEBUG");
    }

    @Test
    void readsBarsByLevel() throws Exception {
        openSearch.answer(200, """
                {"aggregations":{"found":{"doc_count":7,"bars":{"buckets":[{"key":1795344420000,"doc_count":7,
                 "levels":{"buckets":{"error":{"doc_count":2},"warning":{"doc_count":1},"info":{"doc_count":0},"debug":{"doc_count":1}}}}]}},
                 "service.name":{"values":{"sum_other_doc_count":3,"buckets":[{"key":"shop","doc_count":4}]}}}}""");
        Overview overview =
                search.overview(LogQuery.of(new Query.Everything(), MINUTE)).orElseThrow();
        assertThat(overview.total()).isEqualTo(7);
        assertThat(overview.bars().get(0).counts()).containsEntry("error", 2L).containsEntry("none", 3L);
        assertThat(overview.facets())
                .contains(new Overview.Facet("service.name", List.of(new Overview.Value("shop", 4)), 3));
    }

    @Test
    void leavesEventsFarFromAllOthersOutOfTheRange() throws Exception {
        String answer = """
                {"aggregations":{"first":{"value":0.0},"last":{"value":1.0E13},
                 "middle":{"values":[{"key":2.0,"value":1.0E12},{"key":98.0,"value":1.00001E12}]}}}""";
        openSearch.answer(200, answer);
        search.dataRange();
        assertThat(openSearch.asked().get(1).body().path("query").toString())
                .contains("\"gte\":\"2001-09-07T22:00:00Z\"", "\"lt\":\"2001-09-10T08:20:00Z\"");
    }

    @Test
    void knowsNoRangeWithoutEvents() throws Exception {
        openSearch.answer(200, "{\"aggregations\":{\"first\":{\"value\":null},\"last\":{\"value\":null}}}");
        assertThat(search.dataRange()).isEmpty();
        assertThat(search.overview(everything())).isEmpty();
    }

    @Test
    void asksForEventsAndSpansOfATrace() throws Exception {
        openSearch.answer(200, "{\"hits\":{\"total\":{\"value\":0},\"hits\":[]}}");
        assertThat(search.trace(TraceId.parse("748d9b33c7074cda").orElseThrow()).isEmpty())
                .isTrue();
        assertThat(openSearch.asked())
                .extracting(FakeOpenSearch.Asked::path)
                .containsExactly("/logs/_search", "/traces/_search", "/requests/_search");
    }

    private static LogQuery everything() {
        return LogQuery.of(new Query.Everything(), TimeRange.ALL);
    }

    @Test
    void asksForTheSlowestRequestsOfAQuery() throws Exception {
        openSearch.answer(200, """
                {"hits":{"total":{"value":2},"hits":[{"_source":{"timestamp":"2026-11-22T10:47:03Z","attributes":{
                 "http.request.method":"GET","http.route":"/products/{id}","http.server.request.duration":1.5}}}]}}""");

        RequestPage page = search.requests(
                LogQuery.of(new Query.Equal("http.response.status_code", "500"), TimeRange.ALL),
                RequestOrder.SLOWEST,
                1);

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.requests()).singleElement().satisfies(request -> {
            assertThat(request.route()).isEqualTo("/products/{id}");
            assertThat(request.duration()).hasValue(1.5);
            assertThat(request.errors()).isZero();
        });
        FakeOpenSearch.Asked asked = openSearch.asked().get(0);
        assertThat(asked.path()).isEqualTo("/requests/_search");
        assertThat(asked.body().at("/sort/0/http.server.request.duration/order").asText())
                .isEqualTo("desc");
        assertThat(asked.body().path("size").asInt()).isEqualTo(1);
        assertThat(asked.body().path("query").toString()).contains("http.response.status_code");
    }
}
