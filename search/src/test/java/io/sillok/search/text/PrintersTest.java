package io.sillok.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.search.LogHit;
import io.sillok.search.RequestPage;
import io.sillok.search.RequestSummary;
import io.sillok.search.SearchPage;
import io.sillok.search.Trace;
import io.sillok.search.TraceEvent;
import io.sillok.search.TraceSpan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PrintersTest {

    private static final LogHit ACCESS = hit("""
            {"timestamp":"2026-11-22T10:47:03.142Z","body":"raw","resource":{"service.name":"shop"},"attributes":{
             "log.format":"nginx.access","http.request.method":"POST","url.path":"/checkout","url.query":"a=?",
             "http.response.status_code":500,"http.server.request.duration":0.045}}""");
    private static final LogHit ERROR = hit("""
            {"timestamp":"2026-11-22T10:47:03Z","severity_text":"ERROR","body":"went\\u001b[2J wrong\\nsecond\\nthird",
             "attributes":{"log.format":"laravel.line"}}""");
    private static final RequestSummary REQUEST = new RequestSummary(json("""
            {"timestamp":"2026-11-22T10:47:03.097Z","trace_id":"6ec5ccb87e3cab46748d9b33c7074cda","attributes":{
             "http.request.method":"POST","url.path":"/checkout","http.response.status_code":500,
             "http.server.request.duration":0.045,"request.time.nginx":0.001,"request.time.php":0.02,
             "request.time.db":0.024,"request.queries.count":12,"request.n_plus_one":true,"request.errors":1,
             "request.lines":9,"exception.type":"RuntimeException","error.message":"no stock"},
             "queries":[{"text":"select * from users where id = ?","count":12,"seconds":0.024,"n_plus_one":true}]}"""));
    private static final Instant START = Instant.parse("2026-11-22T10:47:03.100Z");

    @Test
    void alignsEventsAndSaysHowManyMoreThereAre() {
        String text = SearchPrinter.text(new SearchPage(1234, List.of(ACCESS, ERROR), Optional.of("next")));
        assertThat(text).isEqualTo("""
                2026-11-22 10:47:03.142  -      nginx.access  shop  POST /checkout?a=? → 500 · 45.0 ms
                2026-11-22 10:47:03.000  ERROR  laravel.line  -     went␛[2J wrong (+2 lines)
                1,234 events, the newest 2 shown
                """);
    }

    @Test
    void saysThatNothingWasFound() {
        assertThat(SearchPrinter.text(new SearchPage(0, List.of(), Optional.empty())))
                .isEqualTo("Nothing found.\n");
        assertThat(SearchPrinter.json(new SearchPage(0, List.of(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void printsOneObjectALineThatHoldsNoControlCharacter() throws JsonProcessingException {
        String json = SearchPrinter.json(new SearchPage(2, List.of(ACCESS, ERROR), Optional.empty()));
        List<String> lines = json.lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(json.replace("\n", "").chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(new ObjectMapper().readTree(lines.get(1))).isEqualTo(ERROR.source());
    }

    @Test
    void drawsATraceAsAWaterfallAboveItsEvents() {
        String text = TracePrinter.text(trace());
        assertThat(text).isEqualTo("""
                Trace 6ec5ccb87e3cab46748d9b33c7074cda
                2026-11-22T10:47:03.100Z, 50.0 ms, 2 spans, 2 events

                Request
                  POST /checkout → 500 · 45.0 ms (nginx 1.0 ms, php 20.0 ms, db 24.0 ms) · 12 queries · 1 error · 9 lines
                  first error: RuntimeException: no stock
                  12 × 2.0 ms  N+1  select * from users where id = ?

                Spans
                  POST /checkout  shop  ████████████████████████████████████████  50.0 ms  ERROR
                    INSERT shop   shop  ····················████████████████████  25.0 ms \s

                Events
                  ~+0 µs     ERROR  laravel.line  went␛[2J wrong (+2 lines)
                   +42.0 ms  -      nginx.access  POST /checkout?a=? → 500 · 45.0 ms
                """);
    }

    @Test
    void printsATraceAsOneObject() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(TracePrinter.json(trace()));
        assertThat(json.path("trace_id").asText()).isEqualTo("6ec5ccb87e3cab46748d9b33c7074cda");
        assertThat(json.path("spans")).hasSize(2);
        assertThat(json.path("events").path(0)).isEqualTo(ERROR.source());
    }

    @Test
    void alignsRequests() {
        String text = RequestPrinter.text(new RequestPage(7, List.of(REQUEST)));
        assertThat(text).isEqualTo("""
                TIME                           ROUTE      STATUS  DURATION  WHERE                                  QUERIES  ERRORS  TRACE OR REQUEST
                2026-11-22 10:47:03.097  POST  /checkout  500     45.0 ms   nginx 1.0 ms, php 20.0 ms, db 24.0 ms  12 ×     1       6ec5ccb87e3cab46748d9b33c7074cda
                7 requests, 1 shown
                """);
        assertThat(RequestPrinter.text(new RequestPage(0, List.of()))).isEqualTo("Nothing found.\n");
        assertThat(RequestPrinter.json(new RequestPage(7, List.of(REQUEST)))).hasLineCount(1);
    }

    @Test
    void saysThatNothingIsKnown() {
        Trace unknown = new Trace(
                "6ec5", List.of(), Instant.EPOCH, Instant.EPOCH, List.of(), 0, List.of(), 0, false, List.of());
        assertThat(TracePrinter.text(unknown)).isEqualTo("Nothing is known of trace 6ec5.\n");
        assertThat(TracePrinter.json(unknown)).isEqualTo("{\"trace_id\":\"6ec5\",\"spans\":[],\"events\":[]}\n");
    }

    private static Trace trace() {
        Instant end = START.plusMillis(50);
        return new Trace(
                "6ec5ccb87e3cab46748d9b33c7074cda",
                List.of("6ec5ccb87e3cab46748d9b33c7074cda"),
                START,
                end,
                List.of(
                        span("POST /checkout", "error", START, end, 0),
                        span("INSERT shop", "unset", START.plusMillis(25), end, 1)),
                2,
                List.of(new TraceEvent(START, false, ERROR), new TraceEvent(START.plusMillis(42), true, ACCESS)),
                2,
                false,
                List.of(REQUEST));
    }

    private static TraceSpan span(String name, String status, Instant start, Instant end, int depth) {
        JsonNode source = new ObjectMapper().createObjectNode().put("name", name);
        return new TraceSpan(name, Optional.empty(), name, "server", "shop", status, start, end, depth, source);
    }

    private static LogHit hit(String source) {
        return new LogHit("logs-2026.11.22", "id", json(source));
    }

    private static JsonNode json(String source) {
        try {
            return new ObjectMapper().readTree(source);
        } catch (JsonProcessingException e) {
            throw new AssertionError(source, e);
        }
    }
}
