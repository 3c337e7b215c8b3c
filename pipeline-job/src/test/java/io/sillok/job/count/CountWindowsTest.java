package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sillok.job.ReadEvent;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.MetricSample;
import io.sillok.model.MetricSampleWire;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountWindowsTest {

    private KeyedOneInputStreamOperatorTestHarness<String, Observation, MetricSample> job;

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
    void givesAWindowsSamplesWhenItsTimeHasPassed() throws Exception {
        observe(12_000, "GET", "a");
        observe(19_999, "GET", "a");
        observe(20_000, "GET", "a");
        job.processWatermark(19_998);
        assertThat(requests()).isEmpty();

        job.processWatermark(19_999);
        assertThat(requests()).containsExactly(tuple(10_000L, 0.0), tuple(20_000L, 2.0));
    }

    @Test
    void countsWhatIsLateInTheWindowThatIsOpen() throws Exception {
        observe(12_000, "GET", "a");
        job.processWatermark(25_000);
        observe(11_000, "GET", "a");
        job.processWatermark(29_999);

        assertThat(requests()).containsExactly(tuple(10_000L, 0.0), tuple(20_000L, 1.0), tuple(30_000L, 2.0));
    }

    @Test
    void countsOneOfTheLogsThatTellTheSameRequests() throws Exception {
        observe(12_000, "GET", "timed");
        observe(12_000, "GET", "json");
        observe(13_000, "GET", "json");
        observe(13_000, "GET", "timed");
        observe(14_000, "GET", ReadEvent.COUNTED);
        job.processWatermark(20_000);

        assertThat(requests()).endsWith(tuple(20_000L, 3.0));
    }

    @Test
    void boundsTheNumberOfRoutes() throws Exception {
        for (int i = 0; i < Choices.MOST_VALUES + 5; i++) {
            observe(12_000, "GET", "a", "/route" + i + "x");
        }
        job.processWatermark(20_000);

        assertThat(samples())
                .filteredOn(sample -> sample.name().equals("http_server_requests_total"))
                .filteredOn(sample -> sample.labels().get("route").equals(Choices.OTHER))
                .extracting(MetricSample::value)
                .containsExactly(0.0, 5.0);
    }

    @Test
    void goesOnFromACheckpoint() throws Exception {
        observe(12_000, "GET", "timed");
        job.processWatermark(20_000);
        observe(22_000, "GET", "timed");
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();

        job = harness();
        job.initializeState(state);
        job.open();
        observe(23_000, "GET", "json");
        observe(23_000, "GET", "timed");
        job.processWatermark(30_000);

        assertThat(requests()).containsExactly(tuple(30_000L, 3.0));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Observation, MetricSample> harness()
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new CountWindows(Duration.ofSeconds(10))), Observation::scope, Types.STRING);
        harness.setup(WireTypeInformation.immutable(MetricSample.class, MetricSampleWire.class)
                .createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private void observe(long time, String method, String accessLog) throws Exception {
        observe(time, method, accessLog, "/");
    }

    private void observe(long time, String method, String accessLog, String route) throws Exception {
        Series series = new Series(Family.REQUESTS, List.of("shop", "test", method, route, "2xx"));
        Tally tally = new Tally();
        tally.add(1);
        tally.add(0.1);
        long window = time - time % 10_000;
        job.processElement(new Observation(series, "web-1", accessLog, window, tally), time);
    }

    private List<Tuple> requests() {
        return samples().stream()
                .filter(sample -> sample.name().equals("http_server_requests_total"))
                .map(sample -> tuple(sample.timestamp(), sample.value()))
                .toList();
    }

    private List<MetricSample> samples() {
        return job.extractOutputValues();
    }
}
