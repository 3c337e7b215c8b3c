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
                        span("a0", "unknown", "root", "00.000", "00.100")));
        assertThat(trace.spans())
                .extracting(span -> " ".repeat(span.depth()) + span.name())
                .containsExactly("root", " first", "  below first", " second");
        assertThat(trace.ids()).containsExactly(ID);
    }

    @Test
    void showsSpansInACircleOnce() {
        Trace trace = question.read(
                answer(), answer(span("a", "b", "a", "00.000", "00.001"), span("b", "a", "b", "00.001", "00.002")));
        assertThat(trace.spans()).extracting(TraceSpan::name).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void placesWholeSecondsWhereTheSecondMeetsTheSpan() {
        Trace trace = question.read(
                answer(
                        event("nginx.access", "10:47:01Z", "", 0.9),
                        event("laravel.line", "10:47:00Z", "a0", 0),
                        event("laravel.json", "10:47:00.850Z", "a0", 0)),
                answer(span("a0", "", "root", "00.800", "00.900")));
        assertThat(trace.events())
                .extracting(event -> event.hit().attribute("log.format") + " " + event.time() + " " + event.exact())
                .containsExactly(
                        "laravel.line 2026-11-22T10:47:00.800Z false",
                        "laravel.json 2026-11-22T10:47:00.850Z true",
                        "nginx.access 2026-11-22T10:47:01Z false");
    }

    @Test
    void beginsWhereAnExactAccessLogSaysThatItBegan() {
        Trace trace = question.read(answer(event("nginx.access", "10:47:01.500Z", "", 0.25)), answer());
        assertThat(trace.start()).isEqualTo(Instant.parse("2026-11-22T10:47:01.250Z"));
        assertThat(trace.end()).isEqualTo(Instant.parse("2026-11-22T10:47:01.500Z"));
    }

    @Test
    void isEmptyWhereNothingIsKnown() {
        assertThat(question.read(answer(), answer()).isEmpty()).isTrue();
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
