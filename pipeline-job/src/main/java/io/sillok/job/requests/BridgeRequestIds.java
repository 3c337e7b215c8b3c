package io.sillok.job.requests;

import io.sillok.job.LinkMethod;
import io.sillok.job.TraceSupplement;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.TraceId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Learns from lines that name a request and its trace, and tells it to those that name the request only, whichever comes
 * first; keyed by request id.
 */
public final class BridgeRequestIds extends KeyedProcessFunction<String, Clue, RequestInput> {

    /** For documents. */
    static final OutputTag<TraceSupplement> LINKED = new OutputTag<>("bridged-lines", TraceSupplement.TYPE);

    private final long patienceMillis;

    private transient ValueState<RequestName> names;

    /** @param patience how long a request id is remembered after it was last seen */
    public BridgeRequestIds(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        names = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "name", WireTypeInformation.mutable(RequestName.class, RequestName.Format.class)));
    }

    @Override
    public void processElement(Clue clue, Context context, Collector<RequestInput> out) throws Exception {
        long closesAt = context.timerService().currentProcessingTime() + patienceMillis;
        RequestName name = names.value();
        if (name == null) {
            name = new RequestName();
            context.timerService().registerProcessingTimeTimer(closesAt);
        }
        name.closesAt = closesAt;
        if (clue.traceId().isPresent()) {
            learn(clue.traceId().get(), clue.requestId(), name, context, out);
        } else if (name.trace.isPresent()) {
            tell(clue, name.trace.get(), context, out);
        } else {
            out.collect(RequestInput.of(clue.requestId(), clue.fact()));
            if (name.waiting.size() < RequestName.MOST_WAITING) {
                name.waiting.add(clue);
            }
        }
        names.update(name);
    }

    private static void learn(
            TraceId trace, String requestId, RequestName name, Context context, Collector<RequestInput> out) {
        boolean fuller = name.trace
                .filter(known -> known.high() == 0 && known.matches(trace))
                .isPresent();
        if (name.trace.isEmpty() || fuller) {
            name.trace = Optional.of(trace);
        }
        if (!name.waiting.isEmpty()) {
            out.collect(RequestInput.moved(requestId));
            name.waiting.forEach(clue -> tell(clue, name.trace.get(), context, out));
            name.waiting.clear();
        }
    }

    private static void tell(Clue clue, TraceId trace, Context context, Collector<RequestInput> out) {
        boolean tied = clue.fact().has(Part.LINK);
        LinkMethod method =
                tied ? LinkMethod.valueOf(clue.fact().text(Part.LINK).toUpperCase(Locale.ROOT)) : LinkMethod.REQUEST_ID;
        double confidence = tied ? clue.fact().number(Part.CONFIDENCE) : 1;
        Clue known = clue.under(Optional.of(trace), clue.requestId(), method, confidence);
        context.output(LINKED, known.linked(method, confidence));
        out.collect(RequestInput.of(trace, known.fact()));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RequestInput> out) throws Exception {
        RequestName name = names.value();
        if (name == null) {
            return;
        }
        if (name.closesAt > timestamp) {
            context.timerService().registerProcessingTimeTimer(name.closesAt);
        } else {
            names.clear();
        }
    }
}
