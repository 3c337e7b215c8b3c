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
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountWindowsTest {

    private KeyedBroadcastOperatorTestHarness<String, Observation, RouteFact, MetricSample> job;

    @BeforeEach
    void open() throws Exception {
        job = harness();
        job.open();
        job.processBroadcastWatermark(Watermark.MAX_WATERMARK);
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
        job.processWatermark(new Watermark(19_998));
        assertThat(requests()).isEmpty();

        job.processWatermark(new Watermark(19_999));
        assertThat(requests()).containsExactly(tuple(10_000L, 0.0), tuple(20_000L, 2.0));
    }

    @Test
    void countsWhatIsLateInTheWindowThatIsOpen() throws Exception {
        observe(12_000, "GET", "a");
        job.processWatermark(new Watermark(25_000));
        observe(11_000, "GET", "a");
        job.processWatermark(new Watermark(29_999));

        assertThat(requests()).containsExactly(tuple(10_000L, 0.0), tuple(20_000L, 1.0), tuple(30_000L, 2.0));
    }

    @Test
    void tellsWhatIsLateThoughNothingComesAfterIt() throws Exception {
        observe(12_000, "GET", "a");
        job.setProcessingTime(100_000);
        job.processWatermark(new Watermark(25_000));
        observe(11_000, "GET", "a");
        job.setProcessingTime(120_000);
        assertThat(requests()).containsExactly(tuple(10_000L, 0.0), tuple(20_000L, 1.0), tuple(30_000L, 2.0));

        observe(24_000, "GET", "a");
        job.processWatermark(new Watermark(39_999));
        assertThat(requests()).endsWith(tuple(30_000L, 2.0), tuple(40_000L, 3.0));
    }

    @Test
    void countsOneOfTheLogsThatTellTheSameRequests() throws Exception {
        observe(12_000, "GET", "timed");
        observe(12_000, "GET", "json");
        observe(13_000, "GET", "json");
        observe(13_000, "GET", "timed");
        observe(14_000, "GET", ReadEvent.COUNTED);
        job.processWatermark(new Watermark(20_000));

        assertThat(requests()).endsWith(tuple(20_000L, 3.0));
    }

    @Test
    void boundsTheNumberOfRoutes() throws Exception {
        for (int i = 0; i < Choices.MOST_VALUES + 5; i++) {
            observe(12_000, "GET", "a", "/folder" + i % 20 + "x/route" + i / 20 + "x");
        }
        job.processWatermark(new Watermark(20_000));

        assertThat(samples())
                .filteredOn(sample -> sample.name().equals("http_server_requests_total"))
                .filteredOn(sample -> sample.labels().get("route").equals(Choices.OTHER))
                .extracting(MetricSample::value)
                .containsExactly(0.0, 5.0);
    }

    /** A store takes one value at a time, the first: what came later must show at a later one. */
    @Test
    void tellsNoWindowTwiceAfterARestart() throws Exception {
        observe(22_000, "GET", "a");
        job.processWatermark(new Watermark(40_000));
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();

        job = harness();
        job.initializeState(state);
        job.open();
        job.processBroadcastWatermark(Watermark.MAX_WATERMARK);
        observe(12_000, "GET", "a");
        observe(23_000, "GET", "a");
        job.processWatermark(new Watermark(40_000));

        assertThat(requests()).containsExactly(tuple(40_000L, 3.0));
    }

    @Test
    void countsUnderTheRouteThatASpanTellsBeforeTheWindowCloses() throws Exception {
        observe(12_000, "GET", "a", "/abort/{id}");
        observe(12_000, "GET", "a", "/about");
        observe(12_000, "GET", "a", "/products/{id}");
        job.processBroadcastElement(new RouteFact("shop", "/abort/{id}", "/abort/{code}"), 12_000);
        job.processBroadcastElement(new RouteFact("shop", "/about", "/{page}"), 12_000);
        job.processBroadcastElement(new RouteFact("other shop", "/products/{id}", "/products/{sku}"), 12_000);
        job.processWatermark(new Watermark(20_000));

        assertThat(routes()).containsExactlyInAnyOrder("/abort/{code}", "/{page}", "/products/{id}");
    }

    @Test
    void takesNamesForSlugsWhereTheyAreTooManyToBeRoutes() throws Exception {
        for (int i = 0; i < LearnedPaths.MOST_NAMES + 10; i++) {
            observe(12_000, "GET", "a", "/blog/" + Character.toString('a' + i % 26) + Character.toString('a' + i / 26));
        }
        observe(12_000, "GET", "a", "/products/new");
        job.processWatermark(new Watermark(20_000));

        assertThat(samples())
                .filteredOn(sample -> sample.labels().get("route").equals("/blog/{slug}"))
                .filteredOn(sample -> sample.name().equals("http_server_requests_total"))
                .extracting(MetricSample::value)
                .containsExactly(0.0, 10.0);
        assertThat(routes()).contains("/products/new");
    }

    @Test
    void givesEachWindowToWhoWatches() throws Exception {
        observe(12_000, "GET", "a");
        job.processWatermark(new Watermark(20_000));

        assertThat(job.getSideOutput(CountWindows.CLOSED)).singleElement().satisfies(closed -> {
            assertThat(closed.getValue().scope()).isEqualTo("shop\ntest");
            assertThat(closed.getValue().end()).isEqualTo(20_000);
            assertThat(closed.getValue().tallies().bySeries()).hasSize(1);
        });
    }

    @Test
    void goesOnFromACheckpoint() throws Exception {
        observe(12_000, "GET", "timed");
        job.processWatermark(new Watermark(20_000));
        observe(22_000, "GET", "timed");
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();

        job = harness();
        job.initializeState(state);
        job.open();
        job.processBroadcastWatermark(Watermark.MAX_WATERMARK);
        observe(23_000, "GET", "json");
        observe(23_000, "GET", "timed");
        job.processWatermark(new Watermark(30_000));

        assertThat(requests()).containsExactly(tuple(30_000L, 3.0));
    }

    private static KeyedBroadcastOperatorTestHarness<String, Observation, RouteFact, MetricSample> harness()
            throws Exception {
        var harness = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new CountWindows(Duration.ofSeconds(10)), List.of(CountWindows.ROUTES)),
                Observation::scope,
                Types.STRING,
                1,
                1,
                0);
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

    private List<String> routes() {
        return samples().stream()
                .map(sample -> sample.labels().get("route"))
                .distinct()
                .toList();
    }

    private List<MetricSample> samples() {
        return job.extractOutputValues();
    }
}
