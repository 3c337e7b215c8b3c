package io.sillok.sinks;

import io.sillok.model.MetricSample;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes samples to a store of time series. The first value of a series at a time is the one that stays; the same value
 * again is no error, another one is refused.
 *
 * <p>Thread-safe. Samples of a series go in one list, or in lists one after the other, in order of time.
 */
public interface MetricSink extends AutoCloseable {

    /**
     * @return one outcome for each sample, in their order. Failures of the store or the network are outcomes; the future
     *     itself fails only by a defect of the program.
     */
    CompletableFuture<List<Outcome>> write(List<MetricSample> samples);

    @Override
    void close();
}
