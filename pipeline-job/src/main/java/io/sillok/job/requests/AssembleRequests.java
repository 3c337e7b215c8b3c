package io.sillok.job.requests;

import io.sillok.model.IndexOperation;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts a record together of each request: shown a short quiet time after something came, and again when more comes. The
 * version of a record is the number of its inputs, so the fullest stays whatever is replayed.
 */
public final class AssembleRequests extends KeyedProcessFunction<String, RequestInput, IndexOperation> {

    private static final long QUIET_MILLIS = 2000;

    /** A request to which something comes all the time is shown as often. */
    private static final long LONGEST_MILLIS = 10_000;

    /** As long as lines of a host are remembered, and some more: then nothing can come to a request that only they know. */
    private static final Duration LONGEST_OF_HOST = Duration.ofMinutes(3);

    private final Duration patience;

    private transient ValueState<PackedRequests> requests;
    private transient ValueState<PackedRequests> ofHosts;

    /** @param patience how long more is waited for, counted from the last input */
    public AssembleRequests(Duration patience) {
        this.patience = patience;
    }

    /** What is kept of all requests but those that only their host can tell of. */
    ValueStateDescriptor<PackedRequests> requests() {
        return waiting("request", patience);
    }

    ValueStateDescriptor<PackedRequests> ofHosts() {
        return waiting("request-of-host", patience.compareTo(LONGEST_OF_HOST) < 0 ? patience : LONGEST_OF_HOST);
    }

    /** Left to the backend to forget: with a timer for each, timers were most of what garbage is looked for in. */
    private static ValueStateDescriptor<PackedRequests> waiting(String name, Duration patience) {
        ValueStateDescriptor<PackedRequests> descriptor = new ValueStateDescriptor<>(name, PackedRequests.TYPE);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(patience).build());
        return descriptor;
    }

    @Override
    public void open(OpenContext context) {
        requests = getRuntimeContext().getState(requests());
        ofHosts = getRuntimeContext().getState(ofHosts());
    }

    @Override
    public void processElement(RequestInput input, Context context, Collector<IndexOperation> out) throws Exception {
        ValueState<PackedRequests> state = input.ofHost() ? ofHosts : requests;
        PackedRequests packed = state.value();
        if (input.fact().isEmpty()) {
            if (packed != null) {
                packed.unpack().moved().forEach(out::collect);
                state.clear();
            }
            return;
        }
        OpenRequests open = packed == null ? new OpenRequests() : packed.unpack();
        open.add(input.trace(), input.fact().get());
        long now = context.timerService().currentProcessingTime();
        open.newSince = open.showsAt == 0 ? now : open.newSince;
        open.showsAt = Math.min(now + QUIET_MILLIS, open.newSince + LONGEST_MILLIS);
        schedule(open, context);
        state.update(PackedRequests.of(open));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndexOperation> out) throws Exception {
        // In savepoints of before there are timers for the end, which the operator sees itself now.
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME && !show(ofHosts, timestamp, context, out)) {
            show(requests, timestamp, context, out);
        }
    }

    /** Shows what has been quiet for long enough; false if nothing is kept there. */
    private static boolean show(
            ValueState<PackedRequests> state, long timestamp, OnTimerContext context, Collector<IndexOperation> out)
            throws IOException {
        PackedRequests packed = state.value();
        if (packed == null) {
            return false;
        }
        OpenRequests open = packed.unpack();
        if (open.timerAt > timestamp) {
            return true;
        }
        open.timerAt = 0;
        if (open.showsAt > timestamp) {
            schedule(open, context);
        } else if (open.showsAt > 0) {
            open.show(context.getCurrentKey()).forEach(out::collect);
            open.showsAt = 0;
        }
        state.update(PackedRequests.of(open));
        return true;
    }

    /** One timer a key: an earlier one looks again when it goes off. */
    private static void schedule(OpenRequests open, Context context) {
        if (open.timerAt == 0 || open.showsAt < open.timerAt) {
            open.timerAt = open.showsAt;
            context.timerService().registerProcessingTimeTimer(open.showsAt);
        }
    }
}
