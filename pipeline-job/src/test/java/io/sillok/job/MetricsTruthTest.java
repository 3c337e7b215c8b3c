package io.sillok.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.count.MetricsSink;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import io.sillok.model.IndexOperation;
import io.sillok.model.MetricSample;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.parsers.spans.OtlpSpans;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the job counts of a captured shop, stopped in the middle and started again, is what the files say. Another capture:
 * {@code -Dsillok.shop=/var/www/shop/logs}.
 */
@Timeout(180)
class MetricsTruthTest {

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static final Path SHOP = Path.of(System.getProperty("sillok.shop", "../samples/shop"));

    private static final String TIMED =
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent "
                    + "\"$http_referer\" \"$http_user_agent\" rt=$request_time uct=\"$upstream_connect_time\" "
                    + "uht=\"$upstream_header_time\" urt=\"$upstream_response_time\" us=\"$upstream_status\" "
                    + "rid=$request_id tp=\"$http_traceparent\"";

    /** A slice of each at a time, as they are written; several of them tell the same requests and errors. */
    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "nginx/access-timed.log", "nginx.access",
            "nginx/access-json.log", "nginx.access",
            "nginx/error.log", "nginx.error",
            "php-fpm/error.log", "php_fpm.error",
            "php-fpm/slow.log", "php_fpm.slow",
            "php/error.log", "php.error",
            "laravel-single/laravel.log", "laravel.line",
            "laravel-json/laravel-stacktraces.json.log", "laravel.json",
            "laravel-datadog/laravel.log", "laravel.line",
            "mariadb/slow.log", "mariadb.slow"));

    private static final Set<String> DOCUMENTS = ConcurrentHashMap.newKeySet();
    private static final List<MetricSample> SAMPLES = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private final MemoryTopic<FileSlice> slices =
            new MemoryTopic<>(WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class));
    private final MemoryTopic<SpanMessage> spans = new MemoryTopic<>(SpanMessage.TYPE);

    @Test
    void countsWhatTheFilesSay() throws Exception {
        ShopTruth truth = new ShopTruth(SHOP);
        assertThat(truth.requests).hasSizeGreaterThan(100);
        run(truth.requests.get(truth.requests.size() - 1).time().plusSeconds(3600));

        assertThat(requestsByWindow()).isEqualTo(truth.requestsByWindow());
        assertQuantiles(truth);
        assertThat(totals("log_records_total", "severity", "format", "laravel.line"))
                .containsEntry(
                        "ERROR", 2 * truth.count("laravel-single/laravel.log", "^\\[[^]]*] production\\.ERROR: "));
        assertThat(totals("php_exceptions_total", "type")).isEqualTo(exceptions(truth));
        assertThat(totals("php_fpm_events_total", "event"))
                .containsEntry("max_children", truth.count("php-fpm/error.log", "reached (pm\\.)?max_children"))
                .containsEntry("slow", truth.count("php-fpm/error.log", "executing too slow"))
                .containsEntry("crashed", truth.count("php-fpm/error.log", "exited on signal (11|9|6) "));
        assertThat(totals("db_slow_queries_total", "format"))
                .containsEntry("mariadb.slow", truth.count("mariadb/slow.log", "^# Query_time: "));
    }

    /** Three Laravel logs tell the same exceptions; what was logged to stderr stands in FPM's log only. */
    private static Map<String, Long> exceptions(ShopTruth truth) throws Exception {
        Map<String, Long> byType = new TreeMap<>();
        String record = "\"exception\":\"\\[object] \\(([\\w\\\\]+)\\(code";
        truth.groups("laravel-single/laravel.log", record)
                .forEach((type, times) -> byType.merge(name(type), times, Long::sum));
        byType.merge(
                "Illuminate\\Database\\QueryException",
                truth.count("php-fpm/error.log", "\\] production\\.ERROR: SQLSTATE"),
                Long::sum);
        // one text in one second is one error, in as many logs as it stands; of a chain the last was not caught
        Map<String, Long> errors = new TreeMap<>();
        for (String file : List.of("php/error.log", "nginx/error.log")) {
            truth.groups(
                            file,
                            "(?ms)^[^\\n]*?(\\d\\d:\\d\\d:\\d\\d)[^\\n]*PHP Fatal error:  (Uncaught \\w+: .*?)^  thrown in")
                    .forEach((error, times) -> errors.merge(lastOfChain(error), times, Math::max));
        }
        errors.forEach((error, times) -> byType.merge(error.replaceFirst("^\\S+ (\\w+): .*", "$1"), times, Long::sum));
        return byType;
    }

    /** Its time, and the line that names it. */
    private static String lastOfChain(String error) {
        String last = "";
        Matcher links = Pattern.compile("(?m)(?:Uncaught|^Next) (\\w+: .*)$").matcher(error);
        while (links.find()) {
            last = links.group(1);
        }
        return error.substring(0, error.indexOf(' ') + 1) + last;
    }

    private static String name(String type) {
        return type.replace("\\\\", "\\");
    }

    private static Map<String, TreeMap<Instant, Long>> requestsByWindow() {
        Map<String, TreeMap<Instant, Long>> counted = new TreeMap<>();
        for (MetricSample sample : SAMPLES) {
            if (sample.name().equals("http_server_requests_total")) {
                TreeMap<Instant, Long> windows = counted.computeIfAbsent(series(sample), key -> new TreeMap<>());
                Long before = windows.isEmpty() ? 0L : windows.lastEntry().getValue();
                if (sample.value() > before) {
                    windows.put(Instant.ofEpochMilli(sample.timestamp()), (long) sample.value());
                }
            }
        }
        return counted;
    }

    private static void assertQuantiles(ShopTruth truth) {
        Map<String, List<Double>> durations = truth.requests.stream()
                .collect(Collectors.groupingBy(
                        ShopTruth.Request::series,
                        Collectors.mapping(ShopTruth.Request::seconds, Collectors.toList())));
        durations.forEach((series, seconds) -> {
            Collections.sort(seconds);
            TreeMap<Double, Long> buckets = buckets(series);
            buckets.forEach((bound, count) -> assertThat(count)
                    .as("%s up to %s s", series, bound)
                    .isEqualTo(seconds.stream().filter(each -> each <= bound).count()));
            for (double quantile : new double[] {0.5, 0.95, 0.99}) {
                long rank = (long) Math.ceil(quantile * seconds.size());
                double exact = seconds.get((int) rank - 1);
                double upper = buckets.entrySet().stream()
                        .filter(bucket -> bucket.getValue() >= rank)
                        .findFirst()
                        .orElseThrow()
                        .getKey();
                Double lower = buckets.lowerKey(upper);
                assertThat(exact).as("p%s of %s", quantile, series).isLessThanOrEqualTo(upper);
                assertThat(exact).isGreaterThan(lower == null ? -1 : lower);
            }
        });
    }

    private static TreeMap<Double, Long> buckets(String series) {
        TreeMap<Double, Long> buckets = new TreeMap<>();
        for (MetricSample sample : SAMPLES) {
            if (sample.name().equals("http_server_request_duration_seconds_bucket")
                    && series(sample).equals(series)) {
                String bound = sample.labels().get("le");
                buckets.put(bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound), (long)
                        sample.value());
            }
        }
        return buckets;
    }

    private static String series(MetricSample sample) {
        Map<String, String> labels = sample.labels();
        return labels.get("method") + ' ' + labels.get("route") + ' ' + labels.get("status_class");
    }

    private static Map<String, Long> totals(String metric, String label) {
        return totals(metric, label, sample -> true);
    }

    private static Map<String, Long> totals(String metric, String label, String where, String is) {
        return totals(metric, label, sample -> sample.labels().get(where).equals(is));
    }

    private static Map<String, Long> totals(String metric, String label, Predicate<MetricSample> which) {
        Map<String, MetricSample> newest = new TreeMap<>();
        SAMPLES.stream()
                .filter(sample -> sample.name().equals(metric))
                .filter(which)
                .forEach(sample -> newest.put(sample.series(), sample));
        return newest.values().stream()
                .collect(Collectors.groupingBy(
                        sample -> sample.labels().get(label), TreeMap::new, Collectors.summingLong(sample ->
                                (long) sample.value())));
    }

    private void run(Instant read) throws Exception {
        for (String line : Files.readAllLines(SHOP.resolve("spans/otlp.jsonl"))) {
            spans.send(new SpanMessage(line.getBytes(StandardCharsets.UTF_8), read, ""));
        }
        List<FileSlice> all = interleaved(read);
        all.subList(0, all.size() / 2).forEach(slices::send);
        JobClient first = start(new Configuration());
        await(first, () -> DOCUMENTS.size() > 500);
        String savepoint = Stop.suspend(first, folder);

        all.subList(all.size() / 2, all.size()).forEach(slices::send);
        Configuration restored = new Configuration();
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        JobClient second = start(restored);
        await(second, () -> slices.read() == all.size());
        Stop.drain(second, folder);
        second.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    }

    private static List<FileSlice> interleaved(Instant read) throws Exception {
        List<List<FileSlice>> files = new ArrayList<>();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Map<String, String> definition =
                    switch (file.getKey()) {
                        case "nginx/access-timed.log" -> Map.of("log_format", TIMED);
                        case "nginx/access-json.log" -> Map.of("escape", "json");
                        default -> Map.of();
                    };
            Path path = SHOP.resolve(file.getKey());
            files.add(FramedFile.slices(path, file.getKey(), file.getValue(), definition, 30, read));
        }
        List<FileSlice> all = new ArrayList<>();
        for (int i = 0; files.stream().anyMatch(file -> !file.isEmpty()); i++) {
            List<FileSlice> file = files.get(i % files.size());
            if (!file.isEmpty()) {
                all.add(file.remove(0));
            }
        }
        return all;
    }

    private JobClient start(Configuration configuration) throws Exception {
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        Endpoints ends = new Endpoints(
                slices, spans, Ids::new, Map.of(), Map.of(), Map.of("memory", new MetricsSink(Samples::new)), Map.of());
        MaskSettings masking = MaskSettings.standard();
        new PipelineJob(
                        ends,
                        JobSettings.builder()
                                .checkpointInterval(Duration.ofMillis(500))
                                .build(),
                        OtlpSpans::decode,
                        () -> new EventFieldMasker(masking))
                .build(environment);
        return environment.executeAsync("truth");
    }

    private static void await(JobClient job, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(80).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(job.getJobStatus().get()).as("the job").isNotEqualTo(JobStatus.FAILED);
            assertThat(System.nanoTime())
                    .as("time is up, with " + DOCUMENTS.size() + " documents")
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static final class Ids implements DocumentSink {
        @Override
        public CompletableFuture<List<Outcome>> write(List<IndexOperation> operations) {
            operations.forEach(operation -> DOCUMENTS.add(operation.index() + '/' + operation.id()));
            return CompletableFuture.completedFuture(
                    new ArrayList<>(Collections.nCopies(operations.size(), Outcome.created())));
        }

        @Override
        public void close() {
            // The test looks into it afterwards.
        }
    }

    private static final class Samples implements MetricSink {
        @Override
        public CompletableFuture<List<Outcome>> write(List<MetricSample> batch) {
            SAMPLES.addAll(batch);
            return CompletableFuture.completedFuture(
                    new ArrayList<>(Collections.nCopies(batch.size(), Outcome.created())));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
