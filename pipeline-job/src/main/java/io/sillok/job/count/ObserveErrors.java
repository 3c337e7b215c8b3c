package io.sillok.job.count;

import io.sillok.job.errors.CountedError;
import java.time.Duration;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Errors that count, as observations. */
public final class ObserveErrors implements FlatMapFunction<CountedError, Observation> {

    private final long windowMillis;

    public ObserveErrors(Duration window) {
        this.windowMillis = window.toMillis();
    }

    @Override
    public void flatMap(CountedError counted, Collector<Observation> out) {
        if (counted.error()) {
            long window = Math.floorDiv(EventFacts.time(counted.read()), windowMillis) * windowMillis;
            EventFacts.ofError(counted.read(), (series, host, accessLog, times, seconds) -> {
                Tally tally = new Tally();
                tally.add(times);
                out.collect(new Observation(series, host, accessLog, window, tally));
            });
        }
    }
}
