package io.sillok.sinks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.MetricSample;
import io.sillok.sinks.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MemoryMetricSinkTest {

    private static final MetricSample SAMPLE = MetricSample.of("up", Map.of("job", "a"), 1, 10);

    @Test
    void theFirstValueAtATimeStays() {
        try (MemoryMetricSink sink = new MemoryMetricSink()) {
            MetricSample later = MetricSample.of("up", Map.of("job", "a"), 2, 20);
            MetricSample other = MetricSample.of("up", Map.of("job", "a"), 3, 10);
            assertThat(sink.write(List.of(SAMPLE, later, SAMPLE, other)).join())
                    .containsExactly(
                            Outcome.created(),
                            Outcome.created(),
                            Outcome.existing(),
                            new Outcome.Refused("duplicate sample for timestamp"));
            assertThat(sink.series())
                    .containsExactly(Map.entry("up{job=\"a\"}", new TreeMap<>(Map.of(10L, 1.0, 20L, 2.0))));
        }
    }
}
