package io.sillok.job.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.count.ClosedWindow;
import io.sillok.job.count.ClosedWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchWindowsTest {

    private static final long START = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

    private KeyedOneInputStreamOperatorTestHarness<String, ClosedWindow, Alert> job;
    private AlertSettings settings;

    /** Seconds since the start at which the last window ended. */
    private long second;

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void anErrorRateThatLastsIsToldOnceAndItsRecoveryToo() throws Exception {
        open(
                "{page: 'https://sillok.example', rules: [{name: errors, kind: error_rate, above: 5%, over: 1m, lasting: 30s}]}");
        requests(6, 100, 2);
        assertThat(alerts()).isEmpty();
        requests(3, 100, 50);
        assertThat(alerts()).isEmpty();
        requests(3, 100, 50);
        assertThat(alerts()).hasSize(1);
        requests(10, 100, 50);
        assertThat(alerts()).hasSize(1);
        requests(20, 100, 0);

        assertThat(alerts()).extracting(Alert::firing).containsExactly(true, false);
        Alert firing = alerts().get(0);
        assertThat(firing.summary())
                .startsWith("errors: shop (test): ")
                .contains("% of 600 requests in 1 min failed, above 5.0 %");
        assertThat(firing.link())
                .startsWith("https://sillok.example/#/logs?q=service%3A%22shop%22+status%3A5xx&from=2026-11-22T");
        assertThat(alerts().get(1).key()).isEqualTo(firing.key());
        assertThat(alerts().get(1).since()).isEqualTo(firing.since());
    }

    @Test
    void aShortPeakAndFewRequestsAreNotTold() throws Exception {
        open("{rules: [{name: errors, kind: error_rate, above: 5%, over: 1m, lasting: 2m, least: 50}]}");
        requests(3, 100, 50);
        requests(20, 100, 0);
        requests(100, 2, 2);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void eachRouteCanBeWatchedOnItsOwn() throws Exception {
        open("{rules: [{name: errors, kind: error_rate, above: 50%, over: 1m, lasting: 0s, by: route, least: 10}]}");
        second += 10;
        job.processElement(
                ClosedWindows.of("shop\ntest", end())
                        .requests("/checkout", "5xx", 30, 0.1)
                        .requests("/", "2xx", 1000, 0.1)
                        .window(),
                0);

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).isEqualTo("/checkout");
            assertThat(alert.value()).isEqualTo(1);
        });
    }

    @Test
    void aQuantileOfDurations() throws Exception {
        open("{rules: [{name: slow, kind: latency, quantile: 0.95, above: 1s, over: 1m, lasting: 0s}]}");
        second += 10;
        job.processElement(
                ClosedWindows.of("shop\ntest", end())
                        .requests("/", "2xx", 94, 0.1)
                        .requests("/slow", "2xx", 6, 2)
                        .window(),
                0);

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.value()).isBetween(1.0, 2.5);
            assertThat(alert.summary()).contains("p95 of 100 requests in 1 min is");
        });
    }

    @Test
    void aPoolWithoutAFreeChildRecoversWhenNoWindowTellsOfItAnyMore() throws Exception {
        open("{rules: [{name: fpm, kind: fpm_saturation, over: 1m}]}");
        second += 10;
        job.processElement(
                ClosedWindows.of("shop\ntest", end())
                        .pool("www", "max_children", 1)
                        .window(),
                0);
        assertThat(alerts()).extracting(Alert::subject).containsExactly("www");

        // nothing comes any more; only the clock goes on
        for (int tick = 1; tick <= 12; tick++) {
            job.setProcessingTime(tick * 10_000L);
        }
        assertThat(alerts()).extracting(Alert::firing).containsExactly(true, false);
        assertThat(job.numKeyedStateEntries()).isLessThanOrEqualTo(2);
    }

    @Test
    void goesOnFromACheckpointAndDoesNotTakeTheTimeBetweenForQuiet() throws Exception {
        open("{rules: [{name: errors, kind: error_rate, above: 5%, over: 1m, lasting: 0s}]}");
        requests(2, 100, 50);
        assertThat(alerts()).hasSize(1);
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();

        job = harness();
        job.initializeState(state);
        job.open();
        job.setProcessingTime(Duration.ofHours(3).toMillis());
        assertThat(alerts()).isEmpty();
        requests(2, 100, 50);
        assertThat(alerts()).isEmpty();
        requests(10, 100, 0);
        assertThat(alerts()).extracting(Alert::firing).containsExactly(false);
    }

    @Test
    void anHourUnlikeThatOfPastDays() throws Exception {
        open("{rules: [{name: unusual, kind: anomaly, signal: requests, above: 5}]}");
        for (int day = 0; day < 8; day++) {
            for (int hour = 0; hour < 24; hour++) {
                // nights are quiet, days are not, and no day is like another
                hour(day, hour, (hour < 6 ? 100 : 1000) + day % 3 * 10);
            }
        }
        assertThat(alerts()).isEmpty();

        hour(8, 0, 105);
        hour(8, 1, 1000);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.firing()).isTrue();
            assertThat(alert.summary()).contains("1000 requests in the hour, 110 are usual");
        });
        hour(8, 2, 100);
        hour(8, 3, 100);
        assertThat(alerts()).extracting(Alert::firing).containsExactly(true, false);
    }

    @Test
    void anHourWithoutTheUsualRequestsIsToldWhenItIsOver() throws Exception {
        open("{rules: [{name: unusual, kind: anomaly, signal: requests, above: 5}]}");
        for (int day = 0; day < 7; day++) {
            for (int hour = 0; hour < 24; hour++) {
                hour(day, hour, 1000 + day % 3 * 10);
            }
        }
        hour(7, 0, 3);
        assertThat(alerts()).isEmpty();
        for (int tick = 1; tick <= 370; tick++) {
            job.setProcessingTime(tick * 10_000L);
        }
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.summary())
                .contains("3 requests in the hour, 1010 are usual"));
    }

    private void open(String yaml) throws Exception {
        settings = Rules.of(yaml.replace('\'', '"'));
        job = harness();
        job.open();
        job.setProcessingTime(0);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, ClosedWindow, Alert> harness() throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new WatchWindows(settings)), ClosedWindow::scope, Types.STRING);
        harness.setup(Alert.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private void requests(int windows, int requests, int errors) throws Exception {
        for (int i = 0; i < windows; i++) {
            second += 10;
            job.processElement(
                    ClosedWindows.of("shop\ntest", end())
                            .requests("/", "2xx", requests - errors, 0.1)
                            .requests("/", "5xx", errors, 0.1)
                            .window(),
                    0);
        }
    }

    private void hour(int day, int hour, int requests) throws Exception {
        long end = START + Duration.ofDays(day).plusHours(hour).plusMinutes(30).toMillis();
        job.processElement(
                ClosedWindows.of("shop\ntest", end)
                        .requests("/", "2xx", requests, 0.1)
                        .window(),
                0);
    }

    private long end() {
        return START + second * 1000;
    }

    private List<Alert> alerts() {
        return job.extractOutputValues();
    }
}
