package io.sillok.job.count;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Says that all time has passed: of a stream that must not hold back the other one. */
public final class EndOfTime<T> implements WatermarkGenerator<T> {

    @Override
    public void onEvent(T event, long time, WatermarkOutput output) {
        // It is never late, whenever it comes.
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(Watermark.MAX_WATERMARK);
    }
}
