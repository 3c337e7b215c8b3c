package io.sillok.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.search.LogHit;
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
    void saysThatNothingIsKnown() {
        Trace unknown = new Trace("6ec5", List.of(), Instant.EPOCH, Instant.EPOCH, List.of(), 0, List.of(), 0);
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
                2);
    }

    private static TraceSpan span(String name, String status, Instant start, Instant end, int depth) {
        JsonNode source = new ObjectMapper().createObjectNode().put("name", name);
        return new TraceSpan(name, Optional.empty(), name, "server", "shop", status, start, end, depth, source);
    }

    private static LogHit hit(String source) {
        try {
            return new LogHit("logs-2026.11.22", "id", new ObjectMapper().readTree(source));
        } catch (JsonProcessingException e) {
            throw new AssertionError(source, e);
        }
    }
}
