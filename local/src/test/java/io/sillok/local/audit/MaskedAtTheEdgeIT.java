package io.sillok.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.Endpoints;
import io.sillok.job.JobSettings;
import io.sillok.job.PipelineJob;
import io.sillok.job.kafka.KafkaEnds;
import io.sillok.local.edge.Secrets;
import io.sillok.local.servers.FlinkMiniCluster;
import io.sillok.local.servers.LocalStack;
import io.sillok.local.servers.Records;
import io.sillok.local.servers.TopicSpec;
import io.sillok.model.LedgerEntry;
import io.sillok.model.SliceHeaders;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.sinks.memory.MemoryDocumentSink;
import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import io.sillok.tailer.TailerEvents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A shop whose raw text must not leave its host: from the files through a real broker and the job into the index. */
@Timeout(120)
@ExtendWith(LocalStack.Provider.class)
final class MaskedAtTheEdgeIT {

    private static final Path SHOP = Path.of("../samples/shop");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOGS = "edge-it.logs";
    private static final String LEDGER = "edge-it.ledger";
    private static final Secrets SECRETS = Secrets.of(SHOP.resolve("secrets.tsv"));

    private static final MemoryDocumentSink INDEX = new MemoryDocumentSink();

    @TempDir
    private Path folder;

    @Test
    void noSecretIsInKafkaAndEveryByteIsAccountedFor(LocalStack stack) throws Exception {
        String broker = stack.kafka().bootstrapServers();
        stack.kafka()
                .createTopics(List.of(
                        TopicSpec.of(LOGS, 1).with("retention.ms", "-1"),
                        TopicSpec.of(LEDGER, 1),
                        TopicSpec.of("edge-it.spans", 1),
                        TopicSpec.of("edge-it.dead", 1)));
        Path config = Files.writeString(
                folder.resolve("tailer.yaml"), """
                service: shop
                data: %1$s/data
                topic: %2$s
                kafka: {bootstrap.servers: "%3$s"}
                status: {listen: "127.0.0.1:0"}
                masking: {at: edge}
                files:
                  - {paths: [%4$s/laravel-single/*.log], parser: laravel.line}
                  - {paths: [%4$s/nginx/error.log], parser: nginx.error}
                  - {paths: [%4$s/php-fpm/error.log], parser: php_fpm.error}
                  - {paths: [%4$s/nginx/access.log], parser: nginx.access, definition: {log_format: combined}}
                """.formatted(folder, LOGS, broker, SHOP.toRealPath()));

        try (Tailer tailer = Tailer.start(TailerConfig.load(config), InstantSource.system(), TailerEvents.logged())) {
            await(tailer::caughtUp);
            String metrics = metrics(tailer.statusAddress().orElseThrow());
            assertThat(metrics).contains("sillok_tailer_masked_fields_total{rule=\"sql.unquoted\"}");
            assertThat(SECRETS.in(metrics)).isEmpty();
        }

        List<ConsumerRecord<byte[], byte[]>> slices = Records.readAll(broker, LOGS);
        assertThat(slices).hasSizeGreaterThan(3);
        for (ConsumerRecord<byte[], byte[]> slice : slices) {
            assertThat(slice.headers().lastHeader(SliceHeaders.MASKED)).isNotNull();
            assertThat(SECRETS.in(text(slice.value()))).isEmpty();
            for (Header header : slice.headers()) {
                assertThat(SECRETS.in(text(header.value()))).isEmpty();
            }
        }

        runJob(stack, broker);
        assertThat(INDEX.documents("logs-2026.11.22")).hasSizeGreaterThan(700);
        assertThat(INDEX.documents("logs-2026.11.22").values())
                .allSatisfy(
                        document -> assertThat(SECRETS.in(document.toString())).isEmpty());

        String job = Files.writeString(folder.resolve("job.yaml"), """
                kafka: {bootstrap.servers: "%s"}
                topics: {logs: %s, ledger: %s}
                opensearch: {url: "http://127.0.0.1:1"}
                """.formatted(broker, LOGS, LEDGER))
                .toString();
        CapturedCommand audit = CapturedCommand.of("audit", "-c", config.toString(), "--job", job, "--strict");
        assertThat(audit.exitCode()).as(audit.text() + audit.err()).isZero();
        CapturedCommand verify =
                CapturedCommand.of("audit", "-c", config.toString(), "--slices", "--verify", "--strict");
        assertThat(verify.exitCode()).as(verify.text() + verify.err()).isZero();
        assertThat(verify.text() + verify.err()).contains("4 files were masked on their host");
        CapturedCommand dump = CapturedCommand.of("dump", "-c", config.toString());
        assertThat(SECRETS.in(text(dump.out()))).isEmpty();
        assertThat(text(dump.out())).contains("insert into `orders`");
    }

    private static void runJob(LocalStack stack, String broker) throws Exception {
        FlinkMiniCluster flink = stack.flink();
        KafkaEnds kafka = new KafkaEnds(Map.of("bootstrap.servers", broker), "edge-it");
        StreamExecutionEnvironment environment = flink.environment();
        new PipelineJob(
                        new Endpoints(
                                kafka.slices(LOGS),
                                kafka.spans("edge-it.spans"),
                                () -> INDEX,
                                Map.of("kafka", kafka.once("edge-it.dead")),
                                Map.of("kafka", kafka.cumulative(LEDGER)),
                                Map.of(),
                                Map.of()),
                        JobSettings.builder()
                                .checkpointInterval(Duration.ofMillis(500))
                                .build(),
                        (body, type) -> List.of(),
                        EventFieldMasker::new)
                .build(environment);
        JobClient job = flink.submit(environment);
        Map<String, Long> sizes = new HashMap<>();
        for (String file :
                List.of("laravel-single/laravel.log", "nginx/error.log", "php-fpm/error.log", "nginx/access.log")) {
            Path path = SHOP.toRealPath().resolve(file);
            sizes.put(path.toString(), Files.size(path));
        }
        await(() -> accepted(broker).equals(sizes));
        flink.drain(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** By the newest entries of the ledger: bytes of each file. */
    private static Map<String, Long> accepted(String broker) {
        Map<String, Long> accepted = new HashMap<>();
        List<ConsumerRecord<byte[], byte[]>> entries = new ArrayList<>(Records.readAll(broker, LEDGER));
        entries.forEach(record -> {
            LedgerEntry entry = LedgerEntry.parse(record.value());
            accepted.put(entry.path(), entry.accepted());
        });
        return accepted;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String metrics(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
