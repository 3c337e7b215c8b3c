package io.sillok.local.dead;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.Endpoints;
import io.sillok.job.JobSettings;
import io.sillok.job.PipelineJob;
import io.sillok.job.kafka.KafkaEnds;
import io.sillok.job.kafka.ShippedTopic;
import io.sillok.job.kafka.ShippedTopic.Form;
import io.sillok.job.kafka.SliceDecoder;
import io.sillok.local.audit.KafkaAccess;
import io.sillok.local.dead.DeadReplay.Fate;
import io.sillok.local.dead.DeadReplay.Replayed;
import io.sillok.local.servers.FlinkMiniCluster;
import io.sillok.local.servers.KafkaBroker;
import io.sillok.local.servers.Records;
import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.IndexOperation;
import io.sillok.model.LedgerEntry;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.memory.MemoryDocumentSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters through a real broker and a job that breaks down: each once, and back to life once. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeadLettersIT {

    private static final Instant READ = Instant.parse("2026-11-22T09:00:00Z");
    private static final int LINES = 40;

    private static final ShippedTopic SHIPPED =
            new ShippedTopic("filebeat", Form.AUTO, "", "", "nginx.access", Map.of("log_format", "$status ok"));

    private static final MemoryDocumentSink INDEX = new MemoryDocumentSink();
    private static final AtomicInteger WRITES = new AtomicInteger();

    @TempDir
    static Path folder;

    private KafkaBroker broker;
    private KafkaAccess access;

    @BeforeAll
    void start() throws Exception {
        broker = KafkaBroker.start(folder.resolve("kafka"), KafkaBroker.ANY_PORT);
        access = new KafkaAccess(Map.of("bootstrap.servers", broker.bootstrapServers()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of("logs.raw", "otlp_spans", "logs.dead", "sillok.ledger", SHIPPED.topic()).stream()
                            .map(name -> new NewTopic(name, 2, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void areWrittenOnceAndReplayedOnce() throws Exception {
        SliceSource source = new SliceSource(
                FileId.of("dead"),
                "shop",
                "test",
                "web-1",
                "/access.log",
                "nginx.access",
                Map.of("log_format", "$remote_addr [$time_local] \"$request\" $status"));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            String status = i % 2 == 0 ? " 200" : " 200 rt=0.1" + i % 10;
            lines.add("203.0.113.1 [22/Nov/2026:08:57:" + (10 + i) + " +0000] \"GET /" + i + " HTTP/1.1\"" + status
                    + "\n");
        }
        send(source, lines);
        ship("{\"message\":\"200 ok\",\"host\":{\"name\":\"web-7\"},\"agent\":{\"type\":\"filebeat\"}}");
        ship("404 gone");

        runJobThatBreaksDown();

        List<Letter> all = Letters.in(access, "logs.dead");
        assertThat(Records.readAll(broker.bootstrapServers(), "logs.dead")).hasSize(LINES / 2 + 1);
        List<Letter> letters = all.stream()
                .filter(letter -> letter.path().equals("/access.log"))
                .toList();
        List<Letter> shipped =
                all.stream().filter(letter -> !letters.contains(letter)).toList();
        assertThat(INDEX.documents("logs-2026.11.22").values())
                .anySatisfy(document ->
                        assertThat(document.at("/resource/host.name").asText()).isEqualTo("web-7"));
        assertThat(replay(shipped, Map.of("log_format", "$status gone")))
                .extracting(Replayed::fate)
                .containsExactly(Fate.REPLAYED);
        assertThat(letters).hasSize(LINES / 2).allSatisfy(letter -> {
            assertThat(letter.reason()).startsWith("parse.");
            assertThat(letter.version()).isNotEmpty();
            assertThat(letter.place()).isPresent();
        });
        assertThat(LetterGroup.of(letters)).hasSize(1);
        LedgerEntry ledger = ledger(source.fileId());
        assertThat(ledger.events()).isEqualTo(LINES);
        assertThat(ledger.rejected()).isEqualTo(LINES / 2);
        assertThat(ledger.indexed()).isEqualTo(LINES);
        assertThat(ledger.underWay()).isZero();
        assertThat(INDEX.documents(IndexOperation.LOGS_REJECTED)).hasSize(LINES / 2);

        assertThat(replay(letters, Map.of())).extracting(Replayed::fate).containsOnly(Fate.STILL_DEAD);
        assertThat(INDEX.documents(IndexOperation.LOGS_REJECTED)).hasSize(LINES / 2);

        Map<String, String> mended =
                Map.of("log_format", "$remote_addr [$time_local] \"$request\" $status rt=$request_time");
        assertThat(replay(letters, mended)).extracting(Replayed::fate).containsOnly(Fate.REPLAYED);
        assertThat(replay(letters, mended)).extracting(Replayed::fate).containsOnly(Fate.REPLAYED);
        assertThat(INDEX.documents(IndexOperation.LOGS_REJECTED)).isEmpty();
        assertThat(INDEX.documents("logs-2026.11.22")).hasSize(LINES + 2);
        assertThat(INDEX.documents("logs-2026.11.22").values())
                .filteredOn(document ->
                        document.at("/attributes/log.replayed").asText().equals("instead"))
                .hasSize(LINES / 2 + 1);
        assertThat(Letters.in(access, "logs.dead")).as("withdrawn").isEmpty();

        expire();
        assertThat(replay(letters, mended)).allSatisfy(one -> {
            assertThat(one.fate()).isEqualTo(Fate.GONE);
            assertThat(one.why()).contains("expired");
        });
    }

    private List<Replayed> replay(List<Letter> letters, Map<String, String> definition) throws Exception {
        Rereading rereading = new Rereading(Optional.empty(), definition, new EventFieldMasker());
        try (Originals originals = new Originals(access, new SliceDecoder(List.of(SHIPPED)));
                LetterWithdrawal withdrawal = new LetterWithdrawal(access, "logs.dead")) {
            return new DeadReplay(originals, rereading).run(letters, INDEX, withdrawal);
        }
    }

    private void send(SliceSource source, List<String> lines) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long offset = 0;
            for (String line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                FileSlice slice = new FileSlice(
                        source, offset, new int[] {bytes.length}, OptionalLong.empty(), false, bytes, READ);
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        "logs.raw",
                        null,
                        READ.toEpochMilli(),
                        source.fileId().value().getBytes(StandardCharsets.US_ASCII),
                        bytes);
                record.headers().add(SliceHeaders.SOURCE, SliceHeaders.encodeSource(source));
                SliceHeaders.encode(slice).forEach(record.headers()::add);
                producer.send(record).get();
                offset += bytes.length;
            }
        }
    }

    private void ship(String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            SHIPPED.topic(), 0, READ.toEpochMilli(), null, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    /** The index fails in the middle of the first batch, when letters are in a transaction already. */
    private void runJobThatBreaksDown() throws Exception {
        try (FlinkMiniCluster flink = FlinkMiniCluster.start(folder.resolve("flink"), 2)) {
            KafkaEnds kafka = new KafkaEnds(Map.of("bootstrap.servers", broker.bootstrapServers()), "sillok");
            StreamExecutionEnvironment environment = flink.environment();
            new PipelineJob(
                            new Endpoints(
                                    kafka.slices("logs.raw", List.of(SHIPPED)),
                                    kafka.spans("otlp_spans"),
                                    BreakingIndex::new,
                                    Map.of("kafka", kafka.once("logs.dead")),
                                    Map.of("kafka", kafka.cumulative("sillok.ledger")),
                                    Map.of(),
                                    Map.of()),
                            JobSettings.builder()
                                    .checkpointInterval(Duration.ofMillis(500))
                                    .build(),
                            (body, type) -> List.of(),
                            EventFieldMasker::new)
                    .build(environment);
            JobClient job = flink.submit(environment);
            long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (INDEX.documents("logs-2026.11.22").size() < LINES / 2 + 1
                    || INDEX.documents(IndexOperation.LOGS_REJECTED).size() < LINES / 2 + 1) {
                assertThat(System.nanoTime()).as("time is up").isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(50);
            }
            drain(flink, job, end);
        }
        assertThat(WRITES.get()).as("it broke down and went on").isGreaterThan(1);
    }

    /** The index may have all before the last task of the second attempt runs; until then no savepoint is taken. */
    private static void drain(FlinkMiniCluster flink, JobClient job, long end) throws Exception {
        while (true) {
            try {
                flink.drain(job).get(60, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException notYet) {
                if (!(notYet.getCause() instanceof CheckpointException) || System.nanoTime() > end) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private LedgerEntry ledger(FileId file) {
        return Records.readAll(broker.bootstrapServers(), "sillok.ledger").stream()
                .map(record -> LedgerEntry.parse(record.value()))
                .filter(entry -> entry.file().equals(file.value()))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void expire() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteRecords(Map.of(
                            new TopicPartition("logs.raw", 0), RecordsToDelete.beforeOffset(-1),
                            new TopicPartition("logs.raw", 1), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }

    private static final class BreakingIndex implements DocumentSink {
        @Override
        public CompletableFuture<List<Outcome>> write(List<IndexOperation> operations) {
            if (WRITES.incrementAndGet() == 1) {
                INDEX.write(operations.subList(0, operations.size() / 2)).join();
                return CompletableFuture.failedFuture(new IllegalStateException("broken on purpose"));
            }
            return INDEX.write(operations);
        }

        @Override
        public void close() {
            // The test looks into it afterwards.
        }
    }
}
