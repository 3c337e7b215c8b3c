package io.sillok.job.correlate;

import io.sillok.job.LinkedEvent;
import io.sillok.job.ReadEvent;
import io.sillok.job.ReadSpan;
import io.sillok.job.TraceSupplement;
import io.sillok.model.IndexOperation;
import io.sillok.model.LogEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** Joins events with the spans of their traces; both keyed by the low half of the trace id, which every form of an id has. */
public final class CorrelateTraces extends KeyedCoProcessFunction<Long, ReadEvent, TraceSupplement, IndexOperation> {

    private final long patienceMillis;

    private transient ValueState<OpenTrace> traces;
    private transient Map<JoinOutcome, Counter> outcomes;

    /** @param patience how long an event waits for its span, counted from the last sign of the trace */
    public CorrelateTraces(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    public static long key(ReadEvent read) {
        return low(read.event().event());
    }

    public static long key(TraceSupplement supplement) {
        if (supplement instanceof ReadSpan read) {
            return read.span().span().traceId().low();
        }
        return low(((LinkedEvent) supplement).event().event());
    }

    private static long low(LogEvent event) {
        return event.traceId().orElseThrow().low();
    }

    @Override
    public void open(OpenContext context) {
        traces = getRuntimeContext().getState(new ValueStateDescriptor<>("trace", OpenTrace.TYPE));
        outcomes = new EnumMap<>(JoinOutcome.class);
        for (JoinOutcome outcome : JoinOutcome.values()) {
            outcomes.put(outcome, outcome.counter(getRuntimeContext().getMetricGroup()));
        }
    }

    @Override
    public void processElement1(ReadEvent event, Context context, Collector<IndexOperation> out) throws Exception {
        OpenTrace trace = open(context);
        correlator(out).event(event, trace);
        traces.update(trace);
    }

    @Override
    public void processElement2(TraceSupplement supplement, Context context, Collector<IndexOperation> out)
            throws Exception {
        OpenTrace trace = open(context);
        if (supplement instanceof ReadSpan span) {
            correlator(out).span(span, trace);
        } else if (supplement instanceof LinkedEvent linked) {
            correlator(out).linked(linked, trace);
        }
        traces.update(trace);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndexOperation> out) throws Exception {
        OpenTrace trace = traces.value();
        if (trace == null) {
            return;
        }
        if (trace.closesAt > timestamp) {
            context.timerService().registerProcessingTimeTimer(trace.closesAt);
            return;
        }
        correlator(out).close(trace);
        traces.clear();
    }

    private OpenTrace open(Context context) throws Exception {
        long closesAt = context.timerService().currentProcessingTime() + patienceMillis;
        OpenTrace trace = traces.value();
        if (trace == null) {
            trace = new OpenTrace();
            context.timerService().registerProcessingTimeTimer(closesAt);
        }
        trace.closesAt = closesAt;
        return trace;
    }

    private Correlator correlator(Collector<IndexOperation> out) {
        return new Correlator(new Correlator.Results() {
            @Override
            public void write(IndexOperation operation) {
                out.collect(operation);
            }

            @Override
            public void count(JoinOutcome outcome) {
                outcomes.get(outcome).inc();
            }
        });
    }
}
