package io.sillok.job.count;

import io.sillok.model.MetricSample;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts by event-time windows and gives each series' running total at the end of every window that changed it. What comes
 * late counts in the window that is then open, so totals are exact always. Keyed by service and environment.
 */
public final class CountWindows extends KeyedProcessFunction<String, Observation, MetricSample> {

    private final long length;

    private transient MapState<Long, WindowTallies> windows;
    private transient MapState<Series, Counter> counters;
    private transient ValueState<Choices> choices;
    private transient org.apache.flink.metrics.Counter late;

    public CountWindows(Duration window) {
        this.length = window.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getMapState(new MapStateDescriptor<>("windows", Types.LONG, WindowTallies.TYPE));
        counters = getRuntimeContext().getMapState(new MapStateDescriptor<>("counters", Series.TYPE, Counter.TYPE));
        choices = getRuntimeContext().getState(new ValueStateDescriptor<>("choices", Choices.TYPE));
        late = getRuntimeContext().getMetricGroup().counter("late");
    }

    @Override
    public void processElement(Observation observation, Context context, Collector<MetricSample> out) throws Exception {
        Choices known = choices.value() == null ? new Choices() : choices.value();
        boolean counts = known.counts(observation);
        Series series = known.bounded(observation.series());
        choices.update(known);
        if (counts) {
            long end = end(
                    observation.window(),
                    observation.tally().count(),
                    context.timerService().currentWatermark());
            WindowTallies window = windows.get(end);
            if (window == null) {
                window = new WindowTallies();
                context.timerService().registerEventTimeTimer(end - 1);
            }
            window.add(series, observation.tally());
            windows.put(end, window);
        }
    }

    private long end(long begin, long times, long watermark) {
        long end = begin + length;
        if (end - 1 > watermark) {
            return end;
        }
        late.inc(times);
        return Math.floorDiv(watermark + 1, length) * length + length;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<MetricSample> out) throws Exception {
        long end = timestamp + 1;
        WindowTallies window = windows.get(end);
        if (window == null) {
            return;
        }
        for (Map.Entry<Series, Tally> entry : window.bySeries().entrySet()) {
            Counter counter = counters.get(entry.getKey());
            if (counter == null) {
                counter = new Counter();
            }
            counter.add(entry.getKey(), entry.getValue(), end, length, out::collect);
            counters.put(entry.getKey(), counter);
        }
        windows.remove(end);
    }
}
