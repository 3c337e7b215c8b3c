package io.sillok.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.job.count.MetricsSink;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Fields;
import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import io.sillok.model.IndexOperation;
import io.sillok.model.MetricSample;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.spans.OtlpSpans;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.memory.MemoryDocumentSink;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The logs of a real shop through the whole graph, with the spans of its tracer and without: what finds its span, and what
 * finds its request, against what the client sent and what stands in the files.
 */
@Timeout(180)
class ShopCorrelationTest {

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final Instant READ = Instant.parse("2026-11-22T11:00:00Z");

    private static MemoryDocumentSink index;

    @TempDir
    Path folder;

    private final MemoryTopic<FileSlice> slices =
            new MemoryTopic<>(WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class));
    private final MemoryTopic<SpanMessage> spans = new MemoryTopic<>(SpanMessage.TYPE);
    private JobClient job;

    @BeforeEach
    void start() throws Exception {
        index = new MemoryDocumentSink();
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        Endpoints ends = new Endpoints(
                slices,
                spans,
                Shared::new,
                Map.of("memory", new Collected<>()),
                Map.of("memory", new Collected<>()),
                Map.of("memory", new MetricsSink(NoSamples::new)),
                Map.of());
        new PipelineJob(
                        ends,
                        JobSettings.builder()
                                .checkpointInterval(Duration.ofSeconds(1))
                                .build(),
                        OtlpSpans::decode,
                        EventFieldMasker::new)
                .build(environment);
        job = environment.executeAsync("shop");
    }

    @AfterEach
    void cancel() throws Exception {
        if (!job.getJobStatus().get().isGloballyTerminalState()) {
            job.cancel().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void linesOfSampledTracesFindTheirSpans() throws Exception {
        ShopCapture.slices(READ).forEach(slices::send);
        ShopCapture.spans(READ).forEach(spans::send);
        settled(1, () -> logs().count());
        ShopCapture.lateSpans(READ).forEach(spans::send);
        settled(1, () -> logs().filter(log -> attribute(log, Fields.SPAN_NAME).isPresent())
                .count());

        Map<String, Integer> named = ShopCapture.recordsByTrace();
        Map<String, Integer> joined = new HashMap<>();
        logs().filter(log -> log.has("trace_id") && !log.path("attributes").has(Fields.LINK_METHOD))
                .filter(log -> attribute(log, Fields.SPAN_NAME).isPresent())
                .forEach(log -> joined.merge(log.path("trace_id_low").asText(), 1, Integer::sum));
        long lines = 0;
        long found = 0;
        for (ShopCapture.Sent request : ShopCapture.sent()) {
            if (request.sampled()) {
                String low = request.traceId().substring(16);
                lines += spansOf(low) == 0 ? 0 : named.getOrDefault(low, 0);
                found += Math.min(joined.getOrDefault(low, 0), named.getOrDefault(low, 0));
            }
        }
        print("%d of %d lines of sampled traces found their span", found, lines);
        tellStateSize();
        assertThat(lines).isGreaterThan(300);
        assertThat(found).isGreaterThanOrEqualTo((long) Math.ceil(lines * 0.999));
        assertThat(logs().filter(log -> log.has("trace_id"))
                        .map(log -> log.path("trace_id").asText()))
                .as("every form of an id stands under the full one")
                .noneMatch(id -> id.startsWith("0000000000000000"));
    }

    @Test
    void requestsAreWholeWithoutAnySpan() throws Exception {
        ShopCapture.slices(READ).forEach(slices::send);
        settled(2, () -> logs().count());
        Stop.drain(job, folder);

        Map<String, Integer> named = ShopCapture.recordsByTrace();
        Map<String, List<JsonNode>> byTrace = new HashMap<>();
        requests().filter(request -> request.has("trace_id")).forEach(request -> byTrace.computeIfAbsent(
                        request.path("trace_id_low").asText(), low -> new ArrayList<>())
                .add(request));
        long sent = 0;
        long whole = 0;
        for (ShopCapture.Sent request : ShopCapture.sent()) {
            String low = request.traced() ? request.traceId().substring(16) : "";
            if (named.containsKey(low)) {
                sent++;
                List<JsonNode> records = byTrace.getOrDefault(low, List.of());
                whole += records.size() == 1 && isWhole(records.get(0), request, named.get(low)) ? 1 : 0;
            }
        }
        Map<String, Integer> untraced = new HashMap<>();
        Set<String> served = new HashSet<>();
        logs().filter(log -> !attribute(log, Fields.REQUEST_ID).orElse("").isEmpty() && !log.has("trace_id"))
                .forEach(log -> served.add(attribute(log, Fields.REQUEST_ID).orElseThrow()));
        requests()
                .filter(request -> !request.has("trace_id"))
                .forEach(request -> untraced.merge(
                        attribute(request, Fields.REQUEST_ID).orElse(""),
                        request.path("lines").path("nginx.access").asInt(),
                        Integer::sum));
        long wholeUntraced =
                untraced.values().stream().filter(lines -> lines == 3).count();
        print(
                "%d of %d traced requests have one whole record, %d of %d others",
                whole, sent, wholeUntraced, served.size());
        assertThat(sent).isGreaterThan(300);
        assertThat(whole).isGreaterThanOrEqualTo((long) Math.ceil(sent * 0.99));
        assertThat(untraced.keySet()).isEqualTo(served);
        assertThat(wholeUntraced).isGreaterThanOrEqualTo((long) Math.ceil(served.size() * 0.99));
        tellLinks();
    }

    /** Every line that names the trace is in it, and the client was told the same status. */
    private static boolean isWhole(JsonNode record, ShopCapture.Sent request, int named) {
        boolean served = record.path("lines").has("nginx.access");
        boolean status =
                !served || record.path("attributes").path(Fields.HTTP_STATUS).asInt() == request.status();
        return lines(record) >= named
                && status
                && (!served || record.path("lines").path("nginx.access").asInt() == 3);
    }

    private void tellLinks() {
        Map<String, Integer> links = new HashMap<>();
        Map<String, Integer> sure = new HashMap<>();
        Map<String, Integer> formats = new HashMap<>();
        logs().forEach(log -> {
            String format = attribute(log, Fields.LOG_FORMAT).orElse("");
            String method = attribute(log, Fields.LINK_METHOD).orElse("");
            boolean ids =
                    log.has("trace_id") || attribute(log, Fields.REQUEST_ID).isPresent();
            formats.merge(format + (ids ? " +" : " -"), 1, Integer::sum);
            if (!method.isEmpty()) {
                links.merge(format + ' ' + method, 1, Integer::sum);
                if (log.path("attributes").path(Fields.LINK_CONFIDENCE).asDouble() == 1) {
                    sure.merge(format + ' ' + method, 1, Integer::sum);
                }
            }
        });
        print("links %s%nsure %s%nformats %s", links, sure, formats);
    }

    /** Of the whole job, all of whose traces are open; the files' state is a small part of it. */
    private void tellStateSize() throws Exception {
        String savepoint = job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
        long bytes = 0;
        try (Stream<Path> files = Files.walk(Path.of(URI.create(savepoint)))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        long requests = requests().count();
        print("a savepoint has %d bytes, for %d open requests: %d each", bytes, requests, bytes / requests);
    }

    private static int lines(JsonNode request) {
        return request.path("attributes").path("request.lines").asInt();
    }

    private static void print(String text, Object... values) {
        System.out.println("shop: " + String.format(text, values));
    }

    private static Optional<String> attribute(JsonNode document, String name) {
        JsonNode value = document.path("attributes").path(name);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    private static long spansOf(String low) {
        return documents("traces-")
                .filter(span -> span.path("trace_id_low").asText().equals(low))
                .count();
    }

    private static Stream<JsonNode> logs() {
        return documents("logs-2");
    }

    private static Stream<JsonNode> requests() {
        return documents("requests-");
    }

    private static Stream<JsonNode> documents(String prefix) {
        return index.indices().stream()
                .filter(name -> name.startsWith(prefix))
                .flatMap(name -> index.documents(name).values().stream());
    }

    /** Until a figure has not changed for so many seconds: longer than the job waits for what makes it grow. */
    private void settled(int seconds, Supplier<Long> figure) throws Exception {
        long last = -1;
        long since = System.nanoTime();
        while (last <= 0 || System.nanoTime() - since < TimeUnit.SECONDS.toNanos(seconds)) {
            assertThat(job.getJobStatus().get()).as("the job").isNotEqualTo(JobStatus.FAILED);
            long now = figure.get();
            if (now != last) {
                last = now;
                since = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(200);
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

    private static final class NoSamples implements MetricSink {
        @Override
        public CompletableFuture<List<Outcome>> write(List<MetricSample> batch) {
            return CompletableFuture.completedFuture(
                    new ArrayList<>(Collections.nCopies(batch.size(), Outcome.created())));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
