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
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.memory.MemoryDocumentSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints of earlier versions, kept under {@code src/test/resources/savepoints}, restore in this one, and the job goes on
 * where they were taken. {@code -Dsillok.savepoint.write=FOLDER} writes one of this version.
 */
@Timeout(120)
class SavepointsTest {

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(3)
            .build());

    private static final List<String> BACKENDS = List.of("hashmap", "rocksdb");
    private static final Path KEPT = Path.of("src/test/resources/savepoints");

    private static final String ACCESS = """
            203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] "GET /products/17 HTTP/1.1" 200 915 rt=0.120 tp="00-a7eed08ba9a1ebfa05c0e51ba66b31ba-60baa1be1085f2b5-01"
            203.0.113.2 - - [22/Nov/2026:08:57:29 +0000] "GET /products/18 HTTP/1.1" 200 915 rt=0.004 tp="-"
            203.0.113.3 - - [22/Nov/2026:08:57:43 +0000] "POST /checkout HTTP/1.1" 500 12 rt=3.100 tp="-"
            this line is none of nginx
            """;

    private static final Map<String, String> TIMED = Map.of(
            "log_format",
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent rt=$request_time tp=\"$http_traceparent\"");

    private static final String LARAVEL = """
            [2026-11-22 08:57:28] production.INFO: first
            [2026-11-22 08:57:29] production.ERROR: second
            #0 /app/index.php(1): main()
            """;

    private final MemoryTopic<FileSlice> slices =
            new MemoryTopic<>(WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class));
    private final MemoryTopic<SpanMessage> spans = new MemoryTopic<>(SpanMessage.TYPE);
    private final Collected<KeyedRecord> dead = new Collected<>();
    private final Collected<KeyedRecord> ledger = new Collected<>();
    private final Slices access = Slices.of("nginx.access", TIMED, ACCESS);
    private final Slices laravel = Slices.of("laravel.line", Map.of("zone", "UTC"), LARAVEL);

    private String backend = "hashmap";

    private static MemoryDocumentSink index;
    private static List<MetricSample> samples;

    @BeforeEach
    void emptyStores() {
        index = new MemoryDocumentSink();
        samples = new CopyOnWriteArrayList<>();
    }

    static List<Arguments> kept() throws IOException {
        try (Stream<Path> folders = Files.list(KEPT)) {
            return folders.sorted()
                    .flatMap(folder -> BACKENDS.stream().map(backend -> Arguments.of(folder, backend)))
                    .toList();
        }
    }

    static List<String> backends() {
        return BACKENDS;
    }

    @ParameterizedTest
    @MethodSource("kept")
    void goesOnFromOneOfAnEarlierVersion(Path savepoint, String stateBackend) throws Exception {
        backend = stateBackend;
        sendBefore();
        JobClient job = start(savepoint.toAbsolutePath().toUri().toString(), 2);
        sendAfter();
        awaitAll(job);
        job.cancel().get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void goesOnWithMoreAndLessParallelism(String stateBackend, @TempDir Path folder) throws Exception {
        backend = stateBackend;
        sendBefore();
        JobClient first = start("", 1);
        await(first, () -> ledger(access).map(entry -> entry.accepted() > 0).orElse(false));
        String narrow = Stop.suspend(first, folder);
        JobClient second = start(narrow, 3);
        sendAfter();
        awaitAll(second);
        String wide = Stop.suspend(second, folder);
        slices.send(access.all());
        JobClient third = start(wide, 2);
        await(third, () -> ledger(access)
                .map(entry -> entry.resent() >= access.length())
                .orElse(false));
        awaitAll(third);
        third.cancel().get(30, TimeUnit.SECONDS);
        assertThat(ledger(access).orElseThrow().underWay()).isZero();
        assertThat(ledger(access).orElseThrow().indexed()).isEqualTo(4);
    }

    @Test
    @EnabledIfSystemProperty(named = "sillok.savepoint.write", matches = ".+")
    void writesOneOfThisVersion() throws Exception {
        sendBefore();
        JobClient job = start("", 2);
        await(job, () -> index.documents("logs-2026.11.22").size() == 4);
        String written = Stop.suspend(job, Path.of(System.getProperty("sillok.savepoint.write")));
        System.out.println("written: " + written);
    }

    /** An access log with a hole before its last line, and a Laravel log whose last record is open. */
    private void sendBefore() {
        slices.send(access.slice(0, access.line(2)));
        slices.send(laravel.slice(0, laravel.line(1)));
        FileSlice second = laravel.slice(laravel.line(1), laravel.line(2));
        slices.send(new FileSlice(
                second.source(),
                second.offset(),
                second.recordLengths(),
                OptionalLong.empty(),
                true,
                second.bytes(),
                second.timestamp()));
        spans.send(new SpanMessage(new byte[0], Slices.READ, ""));
        slices.send(access.slice(access.line(3), access.length()));
    }

    private void sendAfter() {
        slices.send(access.slice(access.line(2), access.line(3)));
        FileSlice rest = laravel.slice(laravel.line(2), laravel.length());
        slices.send(new FileSlice(
                rest.source(),
                rest.offset(),
                rest.recordLengths(),
                OptionalLong.of(laravel.line(1)),
                false,
                rest.bytes(),
                rest.timestamp()));
        // What was accepted before is known to be.
        slices.send(access.slice(0, access.line(1)));
    }

    private void awaitAll(JobClient job) throws Exception {
        await(job, () -> ledger(access)
                .filter(entry -> entry.accepted() == access.length() && entry.missing() + entry.open() == 0)
                .filter(entry -> entry.events() == 4 && entry.rejected() == 1 && entry.resent() >= access.line(1))
                .isPresent());
        await(job, () -> ledger(laravel)
                .filter(entry -> entry.accepted() == laravel.length() && entry.events() == 2)
                .isPresent());
        await(job, () -> index.documents("logs-2026.11.22").values().stream()
                .map(JsonNode::toString)
                .anyMatch(document -> document.contains("second") && document.contains("/app/index.php")));
    }

    private Optional<LedgerEntry> ledger(Slices file) {
        return ledger.values().stream()
                .map(record -> LedgerEntry.parse(record.value()))
                .filter(entry -> entry.file().equals(file.source().fileId().value()))
                .reduce((older, newer) -> newer);
    }

    private JobClient start(String savepoint, int parallelism) throws Exception {
        Configuration configuration = new Configuration();
        // A restart would hide what failed.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        if (!savepoint.isEmpty()) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        new PipelineJob(
                        new Endpoints(
                                slices,
                                spans,
                                Shared::new,
                                Map.of("memory", dead),
                                Map.of("memory", ledger),
                                Map.of("memory", new MetricsSink(SharedSamples::new)),
                                Map.of()),
                        JobSettings.builder()
                                .checkpointInterval(Duration.ofMillis(200))
                                .build(),
                        (body, type) -> List.of(),
                        PlainMasker::new)
                .build(environment);
        return environment.executeAsync("savepoints");
    }

    private void await(JobClient job, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(job.getJobStatus().get()).as("the job").isNotEqualTo(JobStatus.FAILED);
            assertThat(System.nanoTime())
                    .as("time is up: %s, %s, %s", job.getJobStatus().get(), ledger(access), ledger(laravel))
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

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
