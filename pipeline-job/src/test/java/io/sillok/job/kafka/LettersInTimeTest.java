package io.sillok.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.job.KeyedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LettersInTimeTest {

    /** Of ten minutes, of which a checkpoint may take five: nine tenths less five are four. */
    private static final long LIMIT = Duration.ofMinutes(4).toMillis();

    private final LettersInTime letters = new LettersInTime(Duration.ofMinutes(10), Duration.ofMinutes(5));
    private OneInputStreamOperatorTestHarness<KeyedRecord, KeyedRecord> job;

    @BeforeEach
    void open() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(letters);
        job.open();
        job.setProcessingTime(1_000_000);
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void passesLettersOn() throws Exception {
        letter();
        letter();
        assertThat(job.extractOutputValues()).hasSize(2);
    }

    @Test
    void aCheckpointMustNotHoldLettersThatTheBrokerGaveUp() throws Exception {
        letter();
        pass(LIMIT + 1);
        assertThatThrownBy(() -> barrier(1)).hasMessageContaining("kafka.transaction.timeout.ms");
    }

    @Test
    void lettersAreInTimeWhereCheckpointsAreComplete() throws Exception {
        for (int checkpoint = 1; checkpoint < 20; checkpoint++) {
            letter();
            pass(LIMIT / 2);
            barrier(checkpoint);
            pass(LIMIT / 3);
            job.notifyOfCompletedCheckpoint(checkpoint);
        }
        assertThat(job.extractOutputValues()).hasSize(19);
    }

    /** What a checkpoint held that came to nothing is committed with the next one. */
    @Test
    void lettersOfACheckpointThatWasGivenUpAreStillUnderWay() throws Exception {
        letter();
        barrier(1);
        pass(LIMIT / 2);
        letter();
        barrier(2);
        pass(LIMIT / 2 + 1);
        assertThatThrownBy(() -> barrier(3)).hasMessageContaining("dead letters");
    }

    @Test
    void anOutageWithoutLettersIsNone() throws Exception {
        pass(20 * LIMIT);
        barrier(1);
        letter();
        pass(LIMIT);
        barrier(2);
        job.notifyOfCompletedCheckpoint(2);
        pass(20 * LIMIT);
        barrier(3);
        assertThat(job.extractOutputValues()).hasSize(1);
    }

    @Test
    void allIsNewAfterARestart() throws Exception {
        letter();
        barrier(1);
        var state = job.snapshot(1, 1_000_000);
        job.close();
        job = new OneInputStreamOperatorTestHarness<>(new LettersInTime(Duration.ofMinutes(10), Duration.ofMinutes(5)));
        job.initializeState(state);
        job.open();
        job.setProcessingTime(1_000_000 + 20 * LIMIT);
        job.prepareSnapshotPreBarrier(2);
    }

    private void letter() throws Exception {
        job.processElement(new StreamRecord<>(new KeyedRecord("key", "a letter".getBytes(StandardCharsets.UTF_8))));
    }

    private void barrier(long checkpoint) throws Exception {
        job.prepareSnapshotPreBarrier(checkpoint);
    }

    private void pass(long millis) throws Exception {
        job.setProcessingTime(job.getProcessingTime() + millis);
    }
}
