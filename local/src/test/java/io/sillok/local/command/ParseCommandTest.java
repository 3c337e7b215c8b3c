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
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void slowBlocksGetTheirRequestsFromTheErrorLog() throws IOException {
        CommandRun parsed = CommandRun.of(
                "parse",
                SHOP.resolve("php-fpm/slow.log").toString(),
                SHOP.resolve("php-fpm/error.log").toString());

        List<JsonNode> blocks = parsed.out()
                .lines()
                .map(ParseCommandTest::event)
                .filter(event -> event.at("/attributes/log.format").asText().equals("php_fpm.slow"))
                .toList();
        assertThat(blocks)
                .isNotEmpty()
                .allMatch(
                        block -> block.at("/attributes/php_fpm.request.elapsed").asDouble() >= 1)
                .allMatch(block -> block.at("/attributes/url.path").asText().startsWith("/"));
    }

    @Test
    void everyRecordIsExplainedAndNothingSecretIsShown() throws IOException {
        Set<String> secrets = Files.readAllLines(SHOP.resolve("secrets.tsv")).stream()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .filter(secret -> secret.length() > 5)
                .collect(Collectors.toSet());
        for (String file : List.of(
                "nginx/access-timed.log", "nginx/error.log", "php-fpm/error.log", "laravel-single/laravel.log")) {
            String path = SHOP.resolve(file).toString();
            CommandRun explained = CommandRun.of("parse", "--explain", path);

            assertThat(explained.exitCode()).isZero();
            assertThat(explained.out().lines().filter(line -> line.startsWith("  event ")))
                    .hasSameSizeAs(CommandRun.of("parse", path).out().lines().toList());
            assertThat(secrets).noneMatch(explained.out()::contains);
        }
    }

    @Test
    void tellsWhichRuleMaskedWhatOfWhichField(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("laravel.log");
        Files.writeString(file, "[2026-11-22 08:57:28] production.INFO: password=hunter2 for a@b.org\n");

        CommandRun explained = CommandRun.of("parse", "--explain", file.toString());

        assertThat(explained.out())
                .contains("body 9-16: secret.key-name, a value whose key's name says that it is a secret")
                .contains("body 21-28: pii.email, an e-mail address")
                .doesNotContain("hunter2");
    }

    @Test
    void aLineThatIsNotOfTheFormatSaysWhereItFails(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("access.log");
        Files.writeString(file, "192.0.2.1 - - [22/Nov/2026:08:57:28 +0000] \"GET / HTTP/1.1\" two 5 \"-\" \"curl\"\n");

        CommandRun explained = CommandRun.of("parse", "--explain", "--parser", "nginx.access", file.toString());

        assertThat(explained.out())
                .contains("template    failed at character 61 of 76, where status is expected")
                .contains("rejected  parse.syntax");
    }
}
