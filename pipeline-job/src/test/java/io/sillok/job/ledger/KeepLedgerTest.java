package io.sillok.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.KeyedRecord;
import io.sillok.model.LedgerEntry;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepLedgerTest {

    private static final String FILE = "f".repeat(32);

    private KeyedTwoInputStreamOperatorTestHarness<String, LedgerEntry, EventOutcomes, KeyedRecord> job;

    @BeforeEach
    void open() throws Exception {
        job = harness();
        job.open();
        job.setProcessingTime(1);
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void addsUpOutcomesOnceWhateverCrashes() throws Exception {
        outcomes(2, 0);
        entry(5);
        outcomes(1, 1);
        OperatorSubtaskState checkpoint = job.snapshot(1, 1);
        // What comes behind the checkpoint comes again after a crash.
        outcomes(1, 0);
        job.close();
        job = harness();
        job.initializeState(checkpoint);
        job.open();
        outcomes(1, 0);
        job.setProcessingTime(1000);

        assertThat(newest().indexed()).isEqualTo(4);
        assertThat(newest().refused()).isEqualTo(1);
        assertThat(newest().underWay()).isZero();
    }

    @Test
    void tellsTheLastWordAtTheEnd() throws Exception {
        entry(1);
        outcomes(1, 0);
        job.processWatermark1(Watermark.MAX_WATERMARK);
        job.processWatermark2(Watermark.MAX_WATERMARK);

        assertThat(newest().indexed()).isEqualTo(1);
    }

    @Test
    void closesAccountsThatNothingIsHeardOf() throws Exception {
        entry(1);
        job.setProcessingTime(Duration.ofDays(1).toMillis());
        outcomes(1, 0);
        job.setProcessingTime(Duration.ofDays(2).toMillis() - 1);
        assertThat(job.numKeyedStateEntries()).isPositive();

        job.setProcessingTime(Duration.ofDays(4).toMillis());
        assertThat(job.numKeyedStateEntries()).isZero();
    }

    private void entry(long events) throws Exception {
        job.processElement1(
                new StreamRecord<>(new LedgerEntry(FILE, "/a.log", 10, 0, 0, 10, events, events, 0, 0, List.of())));
    }

    private void outcomes(long indexed, long refused) throws Exception {
        job.processElement2(new StreamRecord<>(new EventOutcomes(FILE, indexed, refused, 0)));
    }

    private LedgerEntry newest() {
        List<KeyedRecord> told = job.extractOutputValues();
        return LedgerEntry.parse(told.get(told.size() - 1).value());
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, LedgerEntry, EventOutcomes, KeyedRecord> harness()
            throws Exception {
        var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new KeepLedger(Duration.ofDays(2))),
                LedgerEntry::file,
                EventOutcomes::file,
                Types.STRING);
        harness.setup(KeyedRecord.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }
}
