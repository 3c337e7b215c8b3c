package io.sillok.job.count;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Of a stream that must not hold back the time of the one it is joined with. Idle, and not at the end of time: where the
 * other one is idle too, an operator takes the time of the one that is not.
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
