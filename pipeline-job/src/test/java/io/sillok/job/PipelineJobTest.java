package io.sillok.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.job.count.MetricsSink;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import io.sillok.model.IndexOperation;
import io.sillok.model.LedgerEntry;
import io.sillok.model.MetricSample;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.memory.MemoryDocumentSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph on a small Flink cluster, with ends in memory. */
@Timeout(120)
class PipelineJobTest {

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final String TRACE = "a7eed08ba9a1ebfa05c0e51ba66b31ba";

    private static final String ACCESS = """
            203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] "GET /products/17 HTTP/1.1" 200 915 rt=0.120 tp="00-%s-60baa1be1085f2b5-01"
            203.0.113.2 - - [22/Nov/2026:08:57:29 +0000] "GET /products/18 HTTP/1.1" 200 915 rt=0.004 tp="-"
            203.0.113.3 - - [22/Nov/2026:08:57:43 +0000] "POST /checkout HTTP/1.1" 500 12 rt=3.100 tp="-"
            this line is none of nginx
            """.formatted(TRACE);

    private static final Map<String, String> TIMED = Map.of(
            "log_format",
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent rt=$request_time tp=\"$http_traceparent\"");

    @TempDir
    Path folder;

    private final MemoryTopic<FileSlice> slices =
            new MemoryTopic<>(WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class));
    private final MemoryTopic<SpanMessage> spans = new MemoryTopic<>(SpanMessage.TYPE);
    private final Collected<KeyedRecord> dead = new Collected<>();
    private final Collected<KeyedRecord> ledger = new Collected<>();

    private static MemoryDocumentSink index;
    private static List<MetricSample> samples;

    @BeforeEach
    void emptyStores() {
        index = new MemoryDocumentSink();
        samples = new CopyOnWriteArrayList<>();
    }

    @Test
    void indexesEveryEventOnceWhateverTheTailerSendsAgain() throws Exception {
        Slices access = Slices.of("nginx.access", TIMED, ACCESS);
        slices.send(access.slice(0, access.line(2)));
        slices.send(access.slice(0, access.line(2)));
        slices.send(access.slice(access.line(1), access.line(3)));
        slices.send(access.slice(access.line(3), access.length()));

        JobClient job = start();
        await(job, () -> documents("logs-2026.11.22") == 3 && documents("logs-rejected") == 1);
        drain(job);

        assertThat(documents("logs-2026.11.22")).isEqualTo(3);
        assertThat(lastLedger())
                .isEqualTo(new LedgerEntry(
                        access.source().fileId().value(),
                        access.source().path(),
                        access.length(),
                        access.line(2) + access.line(2) - access.line(1),
                        0,
                        access.length(),
                        4,
                        4,
                        1,
                        0,
                        List.of(),
                        0,
                        4,
                        0,
                        0));
        assertThat(dead.values()).singleElement().satisfies(letter -> assertThat(
                        new String(letter.value(), StandardCharsets.UTF_8))
                .contains("this line is none of nginx", "parse."));
    }

    @Test
    void closesAllWindowsWhenItIsDrained() throws Exception {
        slices.send(Slices.of("nginx.access", TIMED, ACCESS).all());

        JobClient job = start();
        await(job, () -> documents("logs-2026.11.22") == 3);
        drain(job);

        Map<String, String> route = Map.of(
                "service", "shop",
                "environment", "test",
                "method", "GET",
                "route", "/products/{id}",
                "status_class", "2xx");
        assertThat(samples)
                .contains(
                        MetricSample.of("http_server_requests_total", route, 0, at("08:57:20")),
                        MetricSample.of("http_server_requests_total", route, 2, at("08:57:30")),
                        MetricSample.of("http_server_request_duration_seconds_count", route, 2, at("08:57:30")))
                .anySatisfy(sample -> {
                    assertThat(sample.name()).isEqualTo("http_server_errors_total");
                    assertThat(sample.value()).isEqualTo(1);
                    assertThat(sample.timestamp()).isEqualTo(at("08:57:50"));
                });
    }

    @Test
    void addsALateSpanToItsEvents() throws Exception {
        slices.send(Slices.of("nginx.access", TIMED, ACCESS).all());
        JobClient job = start();
        await(job, () -> documents("logs-2026.11.22") == 3);

        spans.send(message(TRACE + " 00000000000000aa 60baa1be1085f2b5 products.show"));
        spans.send(message("no span"));
        await(job, () -> !named("products.show").isEmpty());
        drain(job);

        assertThat(documents("traces-2026.11.22")).isEqualTo(1);
        assertThat(named("products.show")).singleElement().satisfies(document -> {
            assertThat(document.path("trace_id").asText()).isEqualTo(TRACE);
            assertThat(document.path("attributes").path("span.service.name").asText())
                    .isEqualTo("shop");
        });
    }

    @Test
    void goesOnWhereASavepointWasTaken() throws Exception {
        Slices access = Slices.of("nginx.access", TIMED, ACCESS);
        slices.send(access.slice(0, access.line(1)));
        JobClient first = start();
        await(first, () -> documents("logs-2026.11.22") == 1);
        String savepoint = Stop.suspend(first, folder);

        // The tailer was killed too, and sends again what it does not know to be accepted.
        slices.send(access.slice(0, access.line(2)));
        slices.send(access.slice(access.line(2), access.length()));
        spans.send(message(TRACE + " 00000000000000aa 60baa1be1085f2b5 products.show"));
        JobClient second = start(savepoint);
        await(
                second,
                () -> documents("logs-2026.11.22") == 3
                        && !named("products.show").isEmpty());
        drain(second);

        assertThat(lastLedger().accepted()).isEqualTo(access.length());
        assertThat(lastLedger().resent()).isEqualTo(access.line(1));
        assertThat(lastLedger().events()).isEqualTo(4);
        assertThat(requestsCounted()).isEqualTo(3);
    }

    private double requestsCounted() {
        Map<String, MetricSample> newest = new HashMap<>();
        for (MetricSample sample : samples) {
            if (sample.name().equals("http_server_requests_total")) {
                newest.merge(sample.series(), sample, (a, b) -> a.timestamp() > b.timestamp() ? a : b);
            }
        }
        return newest.values().stream().mapToDouble(MetricSample::value).sum();
    }

    private List<JsonNode> named(String span) {
        return index.documents("logs-2026.11.22").values().stream()
                .filter(document ->
                        document.path("attributes").path("span.name").asText().equals(span))
                .toList();
    }

    private static SpanMessage message(String text) {
        return new SpanMessage(text.getBytes(StandardCharsets.UTF_8), Slices.READ, "");
    }

    /** Trace, span, parent and name. */
    private static List<Span> decode(byte[] body, String contentType) {
        String[] parts = new String(body, StandardCharsets.UTF_8).split(" ");
        return List.of(new Span(
                TraceId.ofHex(parts[0]).orElseThrow(),
                SpanId.parse(parts[1]).orElseThrow(),
                SpanId.parse(parts[2]),
                parts[3],
                "server",
                Instant.parse("2026-11-22T08:57:28Z"),
                Instant.parse("2026-11-22T08:57:29Z"),
                "ok",
                Map.of("service.name", "shop"),
                Map.of()));
    }

    private static long at(String time) {
        return Instant.parse("2026-11-22T" + time + "Z").toEpochMilli();
    }

    private int documents(String name) {
        return index.documents(name).size();
    }

    private LedgerEntry lastLedger() {
        return LedgerEntry.parse(ledger.values().get(ledger.values().size() - 1).value());
    }

    private JobClient start() throws Exception {
        return start(new Configuration());
    }

    private JobClient start(String savepoint) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        return start(configuration);
    }

    private JobClient start(Configuration configuration) throws Exception {
        // A restart would hide what failed.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        job().build(environment);
        return environment.executeAsync("test");
    }

    private PipelineJob job() {
        Endpoints ends = new Endpoints(
                slices,
                spans,
                () -> new Shared(),
                Map.of("memory", dead),
                Map.of("memory", ledger),
                Map.of("memory", new MetricsSink(SharedSamples::new)),
                Map.of());
        return new PipelineJob(
                ends,
                JobSettings.builder().checkpointInterval(Duration.ofMillis(200)).build(),
                PipelineJobTest::decode,
                PlainMasker::new);
    }

    private void drain(JobClient job) throws Exception {
        Stop.drain(job, folder);
        job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    }

    private static void await(JobClient job, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(job.getJobStatus().get()).as("the job").isNotEqualTo(JobStatus.FAILED);
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The test's index; closing it with the job would lose nothing, but it is the test's. */
    private static final class Shared implements DocumentSink {
        @Override
        public CompletableFuture<List<Outcome>> write(List<IndexOperation> operations) {
            return index.write(operations);
        }

        @Override
        public void close() {
            // The test looks into it afterwards.
        }
    }

    private static final class SharedSamples implements MetricSink {
        @Override
        public CompletableFuture<List<Outcome>> write(List<MetricSample> batch) {
            samples.addAll(batch);
            return CompletableFuture.completedFuture(
                    new ArrayList<>(Collections.nCopies(batch.size(), Outcome.created())));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
