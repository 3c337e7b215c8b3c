package io.sillok.job.count;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Tells no time, of a stream that must not hold back the other one. It does not say that all time has passed either: while
 * the other stream has nothing to say yet, that would be believed.
 */
public final class NoTime<T> implements WatermarkGenerator<T> {

    @Override
    public void onEvent(T event, long time, WatermarkOutput output) {
        // It is never late, whenever it comes.
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
