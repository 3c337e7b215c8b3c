package io.sillok.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code sillok parse} over the sample capture, whose nginx wrote each request in three formats at once. */
final class ParseCommandTest {

    static final Path SHOP = Path.of(System.getProperty("sillok.home"), "samples/shop");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request as all three formats tell it. */
    private record Request(String client, String method, String path, int status, long size) {
        static Request of(JsonNode event) {
            JsonNode attributes = event.path("attributes");
            return new Request(
                    attributes.path("client.address").asText(),
                    attributes.path("http.request.method").asText(),
                    attributes.path("url.path").asText(),
                    attributes.path("http.response.status_code").asInt(),
                    attributes.path("http.response.body.size").asLong(-1));
        }
    }

    @Test
    void threeFormatsOfOneAccessLogTellTheSameRequests() {
        List<Request> combined = requests("nginx/access.log");
        assertThat(combined).hasSize(315).allMatch(request -> request.size() >= 0);
        assertThat(requests("nginx/access-timed.log")).containsExactlyInAnyOrderElementsOf(combined);
        assertThat(requests("nginx/access-json.log")).containsExactlyInAnyOrderElementsOf(combined);
    }

    @Test
    void formatsThatHoldATraceParentGiveTheSameTraces() throws IOException {
        Set<String> sent = Files.readAllLines(SHOP.resolve("traces.tsv")).stream()
                .filter(line -> !line.startsWith("\t"))
                .map(line -> line.substring(3, 35))
                .collect(Collectors.toSet());
        Set<String> timed = traces("nginx/access-timed.log");
        assertThat(timed).isNotEmpty().isSubsetOf(sent);
        assertThat(traces("nginx/access-json.log")).isEqualTo(timed);
        assertThat(traces("nginx/access.log")).isEmpty();
    }

    @Test
    void everyEventSaysWhereItStood() {
        CommandRun parsed = CommandRun.of(
                "parse", SHOP.resolve("laravel-single/laravel.log").toString());
        assertThat(parsed.exitCode()).isZero();
        assertThat(events(parsed)).isNotEmpty().allSatisfy(event -> {
            JsonNode attributes = event.path("attributes");
            assertThat(attributes.path("log.format").asText()).isEqualTo("laravel.line");
            assertThat(attributes.path("log.file.path").asText()).endsWith("laravel.log");
            assertThat(attributes.has("log.file.offset")).isTrue();
        });
    }

    private static List<Request> requests(String log) {
        return events(parsed(log)).stream().map(Request::of).toList();
    }

    private static Set<String> traces(String log) {
        return events(parsed(log)).stream()
                .filter(event -> event.has("trace_id"))
                .map(event -> event.path("trace_id").asText())
                .collect(Collectors.toSet());
    }

    private static CommandRun parsed(String log) {
        CommandRun parsed = CommandRun.of("parse", SHOP.resolve(log).toString());
        assertThat(parsed.err()).isEmpty();
        assertThat(parsed.exitCode()).isZero();
        return parsed;
    }

    private static List<JsonNode> events(CommandRun parsed) {
        return parsed.out().lines().map(ParseCommandTest::event).toList();
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
