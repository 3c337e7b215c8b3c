package io.sillok.job.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.KeyedRecord;
import io.sillok.job.ledger.EventOutcomes;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private OneInputStreamOperatorTestHarness<IndexOperation, EventOutcomes> job;

    @BeforeEach
    void open() throws Exception {
        WRITTEN.clear();
        busy = 0;
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
            int left = busy;
            if (left > 0) {
                busy = left - 1;
                return new Outcome.Retry(Cause.BUSY, "busy");
            }
            if (operation.id().equals("bad")) {
                return new Outcome.Refused("mapper_parsing_exception");
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
