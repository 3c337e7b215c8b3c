package io.sillok.job.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssembleRequestsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long OF_HOST_CLOSES = Duration.ofMinutes(3).toMillis();

    private final ToldLines told = new ToldLines();
    private KeyedOneInputStreamOperatorTestHarness<String, RequestInput, IndexOperation> job;

    @BeforeEach
    void open() throws Exception {
        job = harness();
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void aRequestIsShownAndKeptUntilNothingMoreIsWaitedFor() throws Exception {
        send(RequestInput.of("r-1", line()));
        job.setProcessingTime(2_000);
        assertThat(job.extractOutputValues()).singleElement().satisfies(write -> {
            assertThat(write.kind()).isEqualTo(IndexOperation.Kind.REPLACE);
            assertThat(write.version()).isEqualTo(1);
        });

        job.setProcessingTime(PATIENCE.toMillis() - 1);
        assertThat(job.numKeyedStateEntries()).isEqualTo(1);
        job.setProcessingTime(PATIENCE.toMillis() + 1);
        assertThat(job.numKeyedStateEntries()).isZero();
        assertThat(job.numEventTimeTimers()).isZero();
        assertThat(job.numProcessingTimeTimers()).isZero();
    }

    @Test
    void whatOnlyItsHostCanTellOfIsWaitedForAsLongAsTheHostsLinesAreKept() throws Exception {
        send(RequestInput.ofHost("assigned", line()));
        job.setProcessingTime(OF_HOST_CLOSES - 1);
        assertThat(job.numKeyedStateEntries()).isEqualTo(1);
        send(RequestInput.ofHost("assigned", line()));
        job.setProcessingTime(2 * OF_HOST_CLOSES - 2);

        assertThat(job.extractOutputValues())
                .extracting(IndexOperation::version)
                .containsExactly(1L, 2L);
        assertThat(job.numKeyedStateEntries()).isEqualTo(1);
        job.setProcessingTime(2 * OF_HOST_CLOSES);
        assertThat(job.numKeyedStateEntries()).isZero();
    }

    @Test
    void whatWasNotShownYetIsShownAfterAnOutageOfAnyLength() throws Exception {
        send(RequestInput.ofHost("assigned", line()));
        send(RequestInput.of("r-1", line()));
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();
        job = harness();
        long muchLater = 100 * PATIENCE.toMillis();
        job.setStateTtlProcessingTime(muchLater);
        job.initializeState(state);
        job.open();
        job.setProcessingTime(muchLater);

        assertThat(job.extractOutputValues())
                .extracting(IndexOperation::version)
                .containsExactly(1L, 1L);
    }

    @Test
    void goesOnFromACheckpoint() throws Exception {
        send(RequestInput.of("r-1", line()));
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();
        job = harness();
        job.initializeState(state);
        job.open();
        send(RequestInput.of("r-1", line()));
        job.setProcessingTime(20_000);

        assertThat(job.extractOutputValues())
                .extracting(IndexOperation::version)
                .containsExactly(2L);
    }

    @Test
    void atTheEndNothingIsWaitedFor() throws Exception {
        send(RequestInput.of("r-1", line()));
        send(RequestInput.of("r-2", line()));
        job.setProcessingTime(2_000);
        send(RequestInput.of("r-2", line()));
        job.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(job.extractOutputValues())
                .extracting(IndexOperation::version)
                .containsExactlyInAnyOrder(1L, 1L, 1L, 2L);
        assertThat(job.numKeyedStateEntries()).isZero();
    }

    private Fact line() {
        return ToldLines.fact(told.nginx("timed", 10, 0.1, "GET", "/cart", "").attribute(Fields.REQUEST_ID, "r-1"));
    }

    private void send(RequestInput input) throws Exception {
        job.processElement(new StreamRecord<>(input));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RequestInput, IndexOperation> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new AssembleRequestsOperator(PATIENCE), RequestInput::key, Types.STRING);
    }
}
