package io.sillok.job.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.KeyedRecord;
import io.sillok.job.ledger.EventOutcomes;
import io.sillok.model.EventOrigin;
import io.sillok.model.FileId;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.model.RecordPlace;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexWriterTest {

    private static final List<IndexOperation> WRITTEN = new CopyOnWriteArrayList<>();
    private static volatile int busy;
    private static volatile long downUntil;

    private OneInputStreamOperatorTestHarness<IndexOperation, EventOutcomes> job;

    @BeforeEach
    void open() throws Exception {
        WRITTEN.clear();
        busy = 0;
        downUntil = System.nanoTime();
        job = new OneInputStreamOperatorTestHarness<>(new IndexWriterFactory(Index::new));
        job.setup(EventOutcomes.TYPE.createSerializer(new SerializerConfigImpl()));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void hasEverythingAcknowledgedBeforeABarrierPasses() throws Exception {
        busy = 3;
        IndexOperation create = operation(Kind.CREATE, "a", "{}");
        IndexOperation update = operation(Kind.UPDATE, "a", "{}");
        job.processElement(create, 0);
        job.processElement(update, 0);

        job.prepareSnapshotPreBarrier(1);

        assertThat(WRITTEN).containsExactly(create, update);
    }

    @Test
    void writesSoonWhatComesAlone() throws Exception {
        job.setProcessingTime(0);
        job.processElement(operation(Kind.CREATE, "a", "{}"), 0);
        assertThat(WRITTEN).isEmpty();

        job.setProcessingTime(100);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (WRITTEN.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(WRITTEN).hasSize(1);
    }

    @Test
    void givesOutWhatTheIndexWillNeverTake() throws Exception {
        job.processElement(
                operation(
                        Kind.CREATE,
                        "bad",
                        "{\"body\":\"a line\",\"attributes\":{\"log.file.path\":\"/a.log\",\"log.file.offset\":7}}"),
                0);
        job.processElement(operation(Kind.CREATE, "good", "{}"), 0);
        job.endInput();

        assertThat(WRITTEN).extracting(IndexOperation::id).containsExactly("good");
        assertThat(job.getSideOutput(IndexWriterFactory.DEAD_LETTERS))
                .singleElement()
                .satisfies(record -> {
                    KeyedRecord letter = record.getValue();
                    assertThat(letter.key()).isEqualTo("bad");
                    assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                            .contains("index.refused", "mapper_parsing_exception", "\"offset\":7", "a line");
                });
    }

    @Test
    void holdsUpTheFlowWhileTheIndexIsDownAndLosesNothing() throws Exception {
        downUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(700);
        for (int i = 0; i < 5000; i++) {
            job.processElement(operation(Kind.CREATE, "doc-" + i, "{}"), 0);
        }
        assertThat(System.nanoTime()).as("more than may wait were not taken").isGreaterThan(downUntil);

        job.prepareSnapshotPreBarrier(1);

        assertThat(WRITTEN).hasSize(5000).extracting(IndexOperation::id).doesNotHaveDuplicates();
        assertThat(job.getSideOutput(IndexWriterFactory.DEAD_LETTERS)).isNullOrEmpty();
    }

    @Test
    void tellsOnceWhatBecameOfEachEvent() throws Exception {
        FileId file = FileId.of("a file");
        job.processElement(settling(operation(Kind.CREATE, "good", "{}"), file), 0);
        job.processElement(operation(Kind.UPDATE, "good", "{}"), 0);
        job.processElement(settling(operation(Kind.CREATE, "bad", "{}"), file), 0);
        job.processElement(settling(operation(Kind.CREATE, "other", "{}"), FileId.of("another")), 0);
        job.endInput();

        assertThat(job.extractOutputValues().stream()
                        .filter(outcomes -> outcomes.file().equals(file.value()))
                        .reduce(EventOutcomes::plus))
                .contains(new EventOutcomes(file.value(), 1, 1, 0));
        assertThat(job.extractOutputValues())
                .contains(EventOutcomes.indexed(FileId.of("another").value()));
        assertThat(job.getSideOutput(IndexWriterFactory.DEAD_LETTERS))
                .extracting(record -> new String(record.getValue().value(), StandardCharsets.UTF_8))
                .singleElement()
                .asString()
                .contains("\"topic\":\"logs.raw\",\"partition\":1,\"record\":77", "\"from\":10,\"to\":20");
    }

    @Test
    void letsNoChangeHoldUpABarrierWhoseDocumentIsGone() throws Exception {
        IndexOperation change = operation(Kind.UPDATE, "gone", "{}");
        IndexOperation create = operation(Kind.CREATE, "a", "{}");
        job.processElement(change, 0);
        job.processElement(create, 0);
        long begun = System.nanoTime();

        job.prepareSnapshotPreBarrier(1);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(WRITTEN).containsExactly(create);
        assertThat(job.getSideOutput(IndexWriterFactory.DEAD_LETTERS)).isNullOrEmpty();
        assertThat(job.extractOutputValues()).isEmpty();
    }

    private static IndexOperation settling(IndexOperation write, FileId file) {
        return write.settling(new EventOrigin(file, 10, 20, Optional.of(new RecordPlace("logs.raw", 1, 77))));
    }

    private static IndexOperation operation(Kind kind, String id, String source) {
        return new IndexOperation(kind, "logs-2026.11.22", id, 0, source.getBytes(StandardCharsets.UTF_8));
    }

    /** Busy at first; answers from a thread of its own, as a client does. */
    private static final class Index implements DocumentSink {
        @Override
        public CompletableFuture<List<Outcome>> write(List<IndexOperation> operations) {
            return CompletableFuture.supplyAsync(
                    () -> operations.stream().map(Index::outcome).toList());
        }

        private static Outcome outcome(IndexOperation operation) {
            if (System.nanoTime() - downUntil < 0) {
                return new Outcome.Retry(Cause.UNAVAILABLE, "down");
            }
            int left = busy;
            if (left > 0) {
                busy = left - 1;
                return new Outcome.Retry(Cause.BUSY, "busy");
            }
            if (operation.id().equals("bad")) {
                return new Outcome.Refused("mapper_parsing_exception");
            }
            if (operation.id().equals("gone")) {
                return new Outcome.Retry(Cause.MISSING, "document_missing_exception");
            }
            WRITTEN.add(operation);
            return operation.kind() == Kind.CREATE ? Outcome.created() : Outcome.updated();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
