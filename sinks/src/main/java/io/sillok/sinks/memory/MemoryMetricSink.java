package io.sillok.sinks.memory;

import io.sillok.model.MetricSample;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Time series in memory, taken in any order. It has no limit: for tests and small inputs. */
public final class MemoryMetricSink implements MetricSink {

    private final Map<String, SortedMap<Long, Double>> series = new LinkedHashMap<>();

    @Override
    public synchronized CompletableFuture<List<Outcome>> write(List<MetricSample> samples) {
        return CompletableFuture.completedFuture(
                samples.stream().map(this::write).toList());
    }

    private Outcome write(MetricSample sample) {
        Double present = series.computeIfAbsent(sample.series(), name -> new TreeMap<>())
                .putIfAbsent(sample.timestamp(), sample.value());
        if (present == null) {
            return Outcome.created();
        }
        return present.equals(sample.value())
                ? Outcome.existing()
                : new Outcome.Refused("duplicate sample for timestamp");
    }

    /** Values by milliseconds since the epoch, by series ({@link MetricSample#series()}). */
    public synchronized Map<String, SortedMap<Long, Double>> series() {
        Map<String, SortedMap<Long, Double>> copy = new LinkedHashMap<>();
        series.forEach((name, values) -> copy.put(name, new TreeMap<>(values)));
        return copy;
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }
}
