package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import io.sillok.tailer.http.HttpLimits;
import io.sillok.tailer.http.HttpListener;
import io.sillok.tailer.http.HttpResponse;
import io.sillok.tailer.http.ListenAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running tailer tells of itself. */
final class StatusPageTest {

    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[a-z_]+=\"([^\"\\\\]|\\\\.)*\"(,[a-z_]+=\"([^\"\\\\]|\\\\.)*\")*})? \\S+");

    @TempDir
    Path folder;

    private final LoggedTailerEvents events = TailerEvents.logged();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void countsBytesAndRecordsToTheAcknowledgement() throws Exception {
        Files.writeString(folder.resolve("a.log"), "one\ntwo\nhalf");
        try (Tailer tailer = start(new MemorySliceSink(), 0)) {
            await(() -> metric(tailer, "sillok_tailer_acknowledged_bytes_total") == 8);
            assertThat(metric(tailer, "sillok_tailer_read_bytes_total")).isEqualTo(12);
            assertThat(metric(tailer, "sillok_tailer_acknowledged_records_total"))
                    .isEqualTo(2);
            assertThat(metric(tailer, "sillok_tailer_lag_bytes")).isEqualTo(4);
            assertThat(metric(tailer, "sillok_tailer_open_files")).isEqualTo(1);
            assertThat(get(tailer, "/metrics").body())
                    .containsPattern(
                            "sillok_tailer_file_lag_bytes\\{path=\"[^\"]*/a.log\",parser=\"nginx.access\",file_id=\"\\w+\"} 4\n")
                    .contains("sillok_tailer_events_total{event=\"file_found\"} 1\n")
                    .containsPattern("sillok_tailer_build_info\\{version=\"\\d[^\"]*\",java=");
        }
    }

    @Test
    void thePageIsWhatTheFormatSays() throws Exception {
        Files.writeString(folder.resolve("odd \"name\"\\\n.log"), "one\n");
        try (Tailer tailer = start(new MemorySliceSink(), 0)) {
            await(() -> metric(tailer, "sillok_tailer_acknowledged_bytes_total") == 4);
            Answer page = get(tailer, "/metrics");
            assertThat(page.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            Set<String> families = new HashSet<>();
            Set<String> samples = new HashSet<>();
            String family = "";
            for (String line : page.body().split("\n")) {
                if (line.startsWith("# TYPE ")) {
                    family = line.split(" ")[2];
                    assertThat(families.add(family)).as(family + " stands once").isTrue();
                } else if (!line.startsWith("# HELP ")) {
                    Matcher sample = SAMPLE.matcher(line);
                    assertThat(sample.matches()).as(line).isTrue();
                    assertThat(sample.group(1)).isEqualTo(family);
                    assertThat(samples.add(line.substring(0, line.lastIndexOf(' '))))
                            .as(line)
                            .isTrue();
                }
            }
            assertThat(page.body()).contains("odd \\\"name\\\"\\\\\\n.log");
        }
    }

    @Test
    void isHealthyAndReadyOnceItFollows() throws Exception {
        try (Tailer tailer = start(new MemorySliceSink(), 0)) {
            assertThat(get(tailer, "/healthz").statusCode()).isEqualTo(200);
            await(() -> get(tailer, "/readyz").statusCode() == 200);
            assertThat(get(tailer, "/nothing").statusCode()).isEqualTo(404);
            assertThat(get(tailer, "/status").body())
                    .startsWith("{\"version\":\"")
                    .contains("\"ready\":true");
        }
    }

    @Test
    void isNotReadyBeforeKafkaAnsweredAndSaysSo() throws Exception {
        SliceSink silent = new ScriptedSink() {
            @Override
            public boolean reached() {
                return false;
            }
        };
        try (Tailer tailer = start(silent, 0)) {
            assertThat(get(tailer, "/healthz").statusCode()).isEqualTo(200);
            Answer answer = get(tailer, "/readyz");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("Kafka did not answer yet");
            assertThat(metric(tailer, "sillok_tailer_kafka_reached")).isZero();
        }
    }

    @Test
    void aTailerThatDiedIsNotHealthy() throws Exception {
        Files.writeString(folder.resolve("a.log"), "one\n");
        SliceSink broken = new ScriptedSink() {
            @Override
            public void send(FileSlice slice, Delivery delivery) {
                throw new IllegalStateException("a defect");
            }
        };
        try (Tailer tailer = start(broken, 0)) {
            await(() -> get(tailer, "/healthz").statusCode() == 503);
            assertThat(get(tailer, "/healthz").body()).contains("the tailer ended");
        }
    }

    @Test
    void aTakenPortIsToldAndFollowingGoesOn() throws Exception {
        Files.writeString(folder.resolve("a.log"), "one\n");
        MemorySliceSink sink = new MemorySliceSink();
        try (HttpListener other = HttpListener.open(
                "other", "127.0.0.1", 0, HttpLimits.PAGE, request -> HttpResponse.text(200, "other"))) {
            int port = Integer.parseInt(other.address().split(":")[1]);
            try (Tailer tailer = start(sink, port)) {
                assertThat(tailer.statusAddress()).isEmpty();
                assertThat(events.counts()).containsEntry("status_unavailable", 1L);
                await(() -> !sink.slices().isEmpty());
            }
        }
    }

    @Test
    void aFreePortIsNotedInTheDataFolderWhileItRuns() throws Exception {
        Path noted = folder.resolve("data/status.address");
        try (Tailer tailer = start(new MemorySliceSink(), 0)) {
            assertThat(noted).hasContent(tailer.statusAddress().orElseThrow());
        }
        assertThat(noted).doesNotExist();
    }

    @Test
    void errorsAreCountedByReason() {
        events.fileUnreadable(folder, "AccessDeniedException");
        events.fileUnreadable(folder, "AccessDeniedException");
        for (int i = 0; i < 500; i++) {
            events.fileUnreadable(folder, "reason " + i);
        }
        assertThat(events.errors())
                .containsEntry(new TailerEvents.ErrorCause("file_unreadable", "AccessDeniedException"), 2L)
                .hasSizeLessThan(100);
        assertThat(events.errors().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(502);
    }

    @Test
    void manyFilesAreFewSeries() {
        List<FileProgress> files = IntStream.range(0, 250)
                .mapToObj(i -> new FileProgress(
                        Path.of("/f" + i), "php.error", 1000, 0, 0, 1000 - i, Optional.empty(), Duration.ofSeconds(i)))
                .toList();
        List<FileSeries> series = FileSeries.of(files);
        assertThat(series).hasSize(FileSeries.MOST + 1);
        assertThat(series.get(0).path()).isEqualTo("/f249");
        FileSeries rest = series.get(FileSeries.MOST);
        assertThat(rest.path()).isEqualTo("other");
        assertThat(rest.lag()).isEqualTo(149 * 150 / 2);
        assertThat(rest.waiting()).isEqualTo(Duration.ofSeconds(149));
    }

    private Tailer start(SliceSink sink, int port) throws TailerStartException {
        FileGroup group =
                new FileGroup(List.of(folder + "/*.log"), List.of(), "nginx.access", Map.of(), "shop", "test");
        TailerConfig defaults = TailerConfig.of("web-1", folder.resolve("data"), Map.of(), List.of(group));
        TailerConfig config = defaults.withStatus(new ListenAddress("127.0.0.1", port));
        return Tailer.start(config, Reading.FOLLOW, sink, InstantSource.system(), events);
    }

    private double metric(Tailer tailer, String name) throws Exception {
        Matcher value = Pattern.compile("(?m)^" + name + " (\\S+)$")
                .matcher(get(tailer, "/metrics").body());
        assertThat(value.find()).as(name).isTrue();
        return Double.parseDouble(value.group(1));
    }

    private record Answer(int statusCode, String body, String contentType) {}

    private Answer get(Tailer tailer, String path) throws Exception {
        URI uri = URI.create("http://" + tailer.statusAddress().orElseThrow() + path);
        var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return new Answer(answer.statusCode(), answer.body(), type);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            never.await(20, TimeUnit.MILLISECONDS);
        }
    }
}
