package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.local.servers.Records;
import io.sillok.model.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code sillok run} beside an application that goes on writing; each test has a log of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunIT {

    private static final Logger LOG = LoggerFactory.getLogger(RunIT.class);

    /** Far beyond what is promised, for machines that do much else; what it took is logged. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final String TRACE_ID = "7a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final String SPAN_ID = "1a2b3c4d5e6f7081";

    private Path folder;
    private LocalRun run;

    @BeforeAll
    void start(@TempDir Path state) throws IOException, InterruptedException {
        folder = state;
        run = LocalRun.start(folder, """
                [{paths: [%1$s/access-*.log], parser: nginx.access, definition: {log_format: combined}},
                 {paths: [%1$s/laravel.log], parser: laravel.line}]""".formatted(folder));
    }

    @AfterAll
    void end() throws InterruptedException {
        run.close();
    }

    @Test
    void aLineIsSearchableSoonAfterItWasWritten() throws Exception {
        AccessLog log = new AccessLog(folder.resolve("access-live.log"), "/live");
        log.append(1);
        Eventually.within(SOON.plus(SOON), () -> assertThat(run.paths("/live")).isEqualTo(log.paths()));

        String path = log.append(1);
        Duration took =
                Eventually.within(SOON, () -> assertThat(run.paths("/live")).contains(path));
        LOG.info("A line was searchable {} ms after it was written", took.toMillis());
    }

    @Test
    void aRotationLosesNothing() throws Exception {
        AccessLog log = new AccessLog(folder.resolve("access-rotated.log"), "/rotated");
        log.append(100);
        Eventually.within(
                SOON.plus(SOON), () -> assertThat(run.paths("/rotated")).hasSize(100));
        log.append(30);
        Path old = log.rotate();
        log.append(40);
        // nginx goes on writing to the old file until it has got its signal.
        AccessLog late = new AccessLog(old, "/rotated-late");
        late.append(10);
        log.append(1);

        Eventually.within(SOON.plus(SOON), () -> {
            assertThat(run.paths("/rotated")).containsExactlyInAnyOrderElementsOf(log.paths());
            assertThat(run.paths("/rotated-late")).containsExactlyInAnyOrderElementsOf(late.paths());
        });
    }

    @Test
    void spansMeetTheirLogsAndCommandsFindThem() throws Exception {
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        Files.writeString(
                folder.resolve("laravel.log"),
                "[%s] production.ERROR: Order 4711 was refused  {\"trace_id\":\"%s\",\"span_id\":\"%s\"}\n"
                        .formatted(time, TRACE_ID, SPAN_ID),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Records.produce(run.broker(), Topics.OTLP_SPANS, Instant.now(), List.of(span()));

        Eventually.within(SOON.plus(SOON), () -> {
            JsonNode hits = run.hits("{\"term\": {\"trace_id\": \"" + TRACE_ID + "\"}}");
            assertThat(hits).hasSize(1);
            assertThat(hits.get(0).at("/_source/attributes").path("span.name").asText())
                    .isEqualTo("POST /checkout");
        });
        Eventually.within(SOON, () -> assertThat(answer("trace", TRACE_ID))
                .contains("POST /checkout")
                .contains("Order 4711 was refused"));
        assertThat(answer("search", "refused severity:error")).contains("Order 4711 was refused");
    }

    @Test
    void thePageIsAtTheAddressThatWasPrinted() throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(run.page()).timeout(SOON).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>");
    }

    /** What a command in another process prints. */
    private String answer(String... command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (SillokProcess asked = SillokProcess.start(folder, command)) {
            int exitCode = asked.exitCode(SOON);
            LOG.info(
                    "sillok {} answered in {} ms",
                    command[0],
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
            assertThat(exitCode).as(() -> String.join("\n", asked.errors())).isZero();
            return asked.output();
        }
    }

    private static String span() {
        long end = Instant.now().toEpochMilli();
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},\
                "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s","name":"POST /checkout","kind":2,\
                "startTimeUnixNano":"%d000000","endTimeUnixNano":"%d000000","status":{"code":2}}]}]}]}""".formatted(TRACE_ID, SPAN_ID, end - 80, end);
    }
}
