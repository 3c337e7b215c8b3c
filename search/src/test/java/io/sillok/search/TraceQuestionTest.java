package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.TraceId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TraceQuestionTest {

    private static final String ID = "6ec5ccb87e3cab46748d9b33c7074cda";

    private final TraceQuestion question = new TraceQuestion(TraceId.ofHex(ID).orElseThrow());

    @Test
    void putsChildrenBelowTheirParents() {
        Trace trace = question.read(
                answer(),
                answer(
                        span("c2", "a0", "second", "00.030", "00.040"),
                        span("c1", "a0", "first", "00.010", "00.020"),
                        span("d1", "c1", "below first", "00.012", "00.013"),
                        span("a0", "unknown", "root", "00.000", "00.100")),
                answer());
        assertThat(trace.spans())
                .extracting(span -> " ".repeat(span.depth()) + span.name())
                .containsExactly("root", " first", "  below first", " second");
        assertThat(trace.ids()).containsExactly(ID);
    }

    @Test
    void showsSpansInACircleOnce() {
        Trace trace = question.read(
                answer(),
                answer(span("a", "b", "a", "00.000", "00.001"), span("b", "a", "b", "00.001", "00.002")),
                answer());
        assertThat(trace.spans()).extracting(TraceSpan::name).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void placesWholeSecondsWhereTheSecondMeetsTheSpan() {
        Trace trace = question.read(
                answer(
                        event("nginx.access", "10:47:01Z", "", 0.9),
                        event("laravel.line", "10:47:00Z", "a0", 0),
                        event("laravel.json", "10:47:00.850Z", "a0", 0)),
                answer(span("a0", "", "root", "00.800", "00.900")),
                answer());
        assertThat(trace.events())
                .extracting(event -> event.hit().attribute("log.format") + " " + event.time() + " " + event.exact())
                .containsExactly(
                        "laravel.line 2026-11-22T10:47:00.800Z false",
                        "laravel.json 2026-11-22T10:47:00.850Z true",
                        "nginx.access 2026-11-22T10:47:01Z false");
    }

    @Test
    void beginsWhereAnExactAccessLogSaysThatItBegan() {
        Trace trace = question.read(answer(event("nginx.access", "10:47:01.500Z", "", 0.25)), answer(), answer());
        assertThat(trace.start()).isEqualTo(Instant.parse("2026-11-22T10:47:01.250Z"));
        assertThat(trace.end()).isEqualTo(Instant.parse("2026-11-22T10:47:01.500Z"));
    }

    @Test
    void isEmptyWhereNothingIsKnown() {
        assertThat(question.read(answer(), answer(), answer()).isEmpty()).isTrue();
    }

    @Test
    void makesSpansOfLogLinesWhereNoTracerToldOfAny() {
        Trace trace = question.read(
                answer(
                        line("n1", "nginx.access", "10:47:01Z", "\"http.request.id\":\"r1\"," + request("0.5", "200")),
                        line(
                                "n2",
                                "nginx.access",
                                "10:47:01.500Z",
                                "\"http.request.id\":\"r1\"," + request("0.5", "503")),
                        line("f1", "php_fpm.access", "10:47:01Z", "\"link.confidence\":0.5," + request("0.4", "503")),
                        line("q1", "laravel.json", "10:47:01.300Z", query("select 1", 0.1)),
                        line("q2", "laravel.line", "10:47:01Z", query("select 2", 0.002)),
                        line("l1", "laravel.line", "10:47:01Z", "\"laravel.channel\":\"production\"")),
                answer(),
                answer());

        assertThat(trace.madeOfLogs()).isTrue();
        assertThat(trace.spansInAll()).isEqualTo(4);
        assertThat(trace.spans())
                .extracting(span -> " ".repeat(span.depth())
                        + span.name()
                        + ' '
                        + span.kind()
                        + ' '
                        + span.duration().toMillis()
                        + ' '
                        + span.status())
                .containsExactly(
                        "GET /cart server 500 error",
                        " GET /cart server 400 error",
                        "  select 2 client 2 unset",
                        "  select 1 client 100 unset");
        assertThat(trace.spans().get(0).end()).isEqualTo(Instant.parse("2026-11-22T10:47:01.500Z"));
        assertThat(trace.spans().get(1).end()).isEqualTo(trace.spans().get(0).end());
        assertThat(trace.events()).hasSize(6);
    }

    @Test
    void aRequestIdLeadsToItsTrace() {
        TraceQuestion asked = TraceQuestion.of("b197266b850702a478e118aabbccddee");
        Trace found = asked.read(answer(event("nginx.access", "10:47:01Z", "", 0.9)), answer(), answer());

        assertThat(asked.events().toString())
                .contains("\"http.request.id\":{\"value\":\"b197266b850702a478e118aabbccddee\"}");
        assertThat(asked.ofTrace(found).orElseThrow().events().toString()).contains(ID);
        assertThat(question.ofTrace(found)).isEmpty();
        assertThat(TraceQuestion.of("0193-a-request").events().toString()).doesNotContain("trace_id");
    }

    private static String request(String seconds, String status) {
        return "\"http.request.method\":\"GET\",\"url.path\":\"/cart\",\"http.server.request.duration\":" + seconds
                + ",\"http.response.status_code\":" + status;
    }

    private static String query(String sql, double seconds) {
        return "\"db.query.text\":\"" + sql + "\",\"db.query.duration\":" + seconds;
    }

    private static String line(String id, String format, String time, String attributes) {
        return """
                {"_id":"%s","_source":{"timestamp":"2026-11-22T%s","body":"b","attributes":{"log.format":"%s",%s}}}""".formatted(id, time, format, attributes);
    }

    private static String span(String id, String parent, String name, String start, String end) {
        return """
                {"_id":"%1$s","_source":{"trace_id":"%6$s","span_id":"%1$s","parent_span_id":"%2$s","name":"%3$s",
                 "timestamp":"2026-11-22T10:47:%4$sZ","end_timestamp":"2026-11-22T10:47:%5$sZ"}}""".formatted(id, parent, name, start, end, ID);
    }

    private static String event(String format, String time, String span, double duration) {
        return """
                {"_id":"%1$s","_source":{"timestamp":"2026-11-22T%2$s","trace_id":"%5$s","span_id":"%3$s","body":"b",
                 "attributes":{"log.format":"%1$s","http.server.request.duration":%4$s}}}""".formatted(format, time, span, duration, ID);
    }

    private static JsonNode answer(String... hits) {
        try {
            return new ObjectMapper()
                    .readTree(Stream.of(hits)
                            .collect(Collectors.joining(
                                    ",", "{\"hits\":{\"total\":{\"value\":" + hits.length + "},\"hits\":[", "]}}")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(List.of(hits).toString(), e);
        }
    }
}
