package io.sillok.job.count;

import io.sillok.model.MetricSample;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts by event-time windows and gives each series' running total at the end of every window that changed it. What comes
 * late counts in the window that is then open, so totals are exact always; where nothing comes after it, that window is
 * told when as much time has passed. Keyed by service and environment; the routes that spans and lines tell come as a
 * broadcast, and are looked up when a window closes.
 */
public final class CountWindows extends KeyedBroadcastProcessFunction<String, Observation, RouteFact, MetricSample> {

    /** By service. */
    public static final MapStateDescriptor<String, KnownRoutes> ROUTES =
            new MapStateDescriptor<>("routes", Types.STRING, KnownRoutes.TYPE);

    /** What happened in each window, for who watches. */
    public static final OutputTag<ClosedWindow> CLOSED = new OutputTag<>("closed-windows", ClosedWindow.TYPE);

    private static final KnownRoutes NO_ROUTES = new KnownRoutes();

    private final long length;

    private transient MapState<Long, WindowTallies> windows;
    private transient MapState<Series, Counter> counters;
    private transient ValueState<Choices> choices;
    private transient ValueState<LearnedPaths> paths;

    /** End of the newest window that was told: time begins anew after a restart, and no window may be told twice. */
    private transient ValueState<Long> told;

    private transient org.apache.flink.metrics.Counter late;

    public CountWindows(Duration window) {
        this.length = window.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getMapState(new MapStateDescriptor<>("windows", Types.LONG, WindowTallies.TYPE));
        counters = getRuntimeContext().getMapState(new MapStateDescriptor<>("counters", Series.TYPE, Counter.TYPE));
        choices = getRuntimeContext().getState(new ValueStateDescriptor<>("choices", Choices.TYPE));
        paths = getRuntimeContext().getState(new ValueStateDescriptor<>("paths", LearnedPaths.TYPE));
        told = getRuntimeContext().getState(new ValueStateDescriptor<>("told", Types.LONG));
        late = getRuntimeContext().getMetricGroup().counter("late");
    }

    @Override
    public void processBroadcastElement(RouteFact fact, Context context, Collector<MetricSample> out) throws Exception {
        KnownRoutes routes = context.getBroadcastState(ROUTES).get(fact.service());
        KnownRoutes known = routes == null ? new KnownRoutes() : routes;
        known.learn(fact);
        context.getBroadcastState(ROUTES).put(fact.service(), known);
    }

    @Override
    public void processElement(Observation observation, ReadOnlyContext context, Collector<MetricSample> out)
            throws Exception {
        Choices known = choices.value() == null ? new Choices() : choices.value();
        boolean counts = known.counts(observation);
        choices.update(known);
        if (counts) {
            long reached = reached(context.timerService().currentWatermark());
            long end = observation.window() + length;
            if (end - 1 <= reached) {
                late.inc(observation.tally().count());
                end = openEnd(reached);
                // If this was the last that came, no time passes any more that would close the window.
                long now = context.timerService().currentProcessingTime();
                context.timerService().registerProcessingTimeTimer((Math.floorDiv(now, length) + 2) * length);
            }
            WindowTallies window = windows.get(end);
            if (window == null) {
                window = new WindowTallies();
                context.timerService().registerEventTimeTimer(end - 1);
            }
            window.add(observation.series(), observation.tally());
            windows.put(end, window);
        }
    }

    /** When all is over, no window is open any more; what comes then goes behind the last one told. */
    private long reached(long watermark) throws IOException {
        long toldUntil = told.value() == null ? Long.MIN_VALUE : told.value() - 1;
        return watermark == Long.MAX_VALUE ? toldUntil : Math.max(watermark, toldUntil);
    }

    /** End of the window that is open at a time. */
    private long openEnd(long reached) {
        return Math.floorDiv(reached + 1, length) * length + length;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<MetricSample> out) throws Exception {
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            tell(timestamp + 1, context, out);
        } else {
            tell(openEnd(reached(context.timerService().currentWatermark())), context, out);
        }
    }

    private void tell(long end, OnTimerContext context, Collector<MetricSample> out) throws Exception {
        WindowTallies window = windows.get(end);
        if (window == null) {
            return;
        }
        windows.remove(end);
        told.update(end);
        WindowTallies named = named(window, context.getCurrentKey(), context.getBroadcastState(ROUTES));
        for (Map.Entry<Series, Tally> entry : named.bySeries().entrySet()) {
            Counter counter = counters.get(entry.getKey());
            if (counter == null) {
                counter = new Counter();
            }
            counter.add(entry.getKey(), entry.getValue(), end, length, out::collect);
            counters.put(entry.getKey(), counter);
        }
        context.output(CLOSED, new ClosedWindow(context.getCurrentKey(), end, named));
    }

    /** The same under the names that are shown: routes known by now, values within their bounds. */
    private WindowTallies named(
            WindowTallies window, String scope, ReadOnlyBroadcastState<String, KnownRoutes> routesByService)
            throws Exception {
        KnownRoutes told = routesByService.get(scope.substring(0, scope.indexOf('\n')));
        KnownRoutes routes = told == null ? NO_ROUTES : told;
        LearnedPaths learned = paths.value() == null ? new LearnedPaths() : paths.value();
        Choices bounds = choices.value();
        WindowTallies named = new WindowTallies();
        window.bySeries().forEach((series, tally) -> {
            Series shown = series.family() == Family.REQUESTS
                    ? series.withOpenLabel(
                            routes.route(series.openLabel()).orElseGet(() -> learned.route(series.openLabel())))
                    : series;
            named.add(bounds.bounded(shown), tally);
        });
        paths.update(learned);
        choices.update(bounds);
        return named;
    }
}
