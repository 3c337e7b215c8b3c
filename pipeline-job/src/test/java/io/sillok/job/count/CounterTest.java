package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sillok.model.MetricSample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterTest {

    private static final Series SERIES = new Series(Family.EXCEPTIONS, List.of("shop", "test", "RuntimeException"));

    private final Counter counter = new Counter();
    private final List<MetricSample> samples = new ArrayList<>();

    @Test
    void beginsWithZeroAWindowEarlier() {
        counter.add(SERIES, times(3), 20, 10, samples::add);

        assertThat(samples)
                .extracting(MetricSample::timestamp, MetricSample::value)
                .containsExactly(tuple(10L, 0.0), tuple(20L, 3.0));
    }

    @Test
    void repeatsTheOldValueBeforeARiseThatFollowsAGap() {
        counter.add(SERIES, times(3), 20, 10, samples::add);
        counter.add(SERIES, times(1), 30, 10, samples::add);
        samples.clear();

        counter.add(SERIES, times(2), 90, 10, samples::add);

        assertThat(samples)
                .extracting(MetricSample::timestamp, MetricSample::value)
                .containsExactly(tuple(80L, 4.0), tuple(90L, 6.0));
    }

    @Test
    void showsDurationsAsAHistogram() {
        Series requests = new Series(Family.REQUESTS, List.of("shop", "test", "GET", "/", "5xx"));
        Tally tally = times(2);
        tally.add(0.005);
        tally.add(3.0);

        counter.add(requests, tally, 20, 10, samples::add);

        assertThat(value("_bucket", "0.005")).isEqualTo(1);
        assertThat(value("_bucket", "2.5")).isEqualTo(1);
        assertThat(value("_bucket", "5")).isEqualTo(2);
        assertThat(value("_bucket", "+Inf")).isEqualTo(2);
        assertThat(value("_sum", null)).isEqualTo(3.005);
        assertThat(value("_count", null)).isEqualTo(2);
    }

    private double value(String suffix, String bound) {
        return samples.stream()
                .filter(sample -> sample.timestamp() == 20
                        && sample.name().equals("http_server_request_duration_seconds" + suffix)
                        && (bound == null || bound.equals(sample.labels().get("le"))))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Tally times(long times) {
        Tally tally = new Tally();
        tally.add(times);
        return tally;
    }
}
