package io.sillok.job.requests;

import io.sillok.model.IndexOperation;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
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
    private static final long LONGEST_OF_HOST_MILLIS = 180_000;

    private final long patienceMillis;

    private transient ValueState<PackedRequests> requests;

    /** @param patience how long more is waited for, counted from the last input */
    public AssembleRequests(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    static ValueStateDescriptor<PackedRequests> state() {
        return new ValueStateDescriptor<>("request", PackedRequests.TYPE);
    }

    @Override
    public void open(OpenContext context) {
        requests = getRuntimeContext().getState(state());
    }

    @Override
    public void processElement(RequestInput input, Context context, Collector<IndexOperation> out) throws Exception {
        OpenRequests open = open();
        if (input.fact().isEmpty()) {
            if (open != null) {
                open.moved().forEach(out::collect);
                requests.clear();
            }
            return;
        }
        if (open == null) {
            open = new OpenRequests();
        }
        open.add(input.trace(), input.fact().get());
        long now = context.timerService().currentProcessingTime();
        open.newSince = open.showsAt == 0 ? now : open.newSince;
        open.showsAt = Math.min(now + QUIET_MILLIS, open.newSince + LONGEST_MILLIS);
        open.closesAt = now + (input.ofHost() ? Math.min(patienceMillis, LONGEST_OF_HOST_MILLIS) : patienceMillis);
        schedule(open, context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndexOperation> out) throws Exception {
        OpenRequests open = open();
        // In savepoints of before there are timers for the end, which the operator sees itself now.
        boolean ofTheEnd = context.timeDomain() == TimeDomain.EVENT_TIME;
        if (open == null || ofTheEnd || open.timerAt > timestamp) {
            return;
        }
        open.timerAt = 0;
        if (open.showsAt > 0 && open.showsAt <= timestamp) {
            open.show(context.getCurrentKey()).forEach(out::collect);
            open.showsAt = 0;
        }
        if (open.showsAt == 0 && open.closesAt <= timestamp) {
            requests.clear();
            return;
        }
        schedule(open, context);
    }

    private OpenRequests open() throws IOException {
        PackedRequests packed = requests.value();
        return packed == null ? null : packed.unpack();
    }

    /** One timer a key: an earlier one looks again when it goes off. */
    private void schedule(OpenRequests open, Context context) throws IOException {
        long next = open.showsAt > 0 ? open.showsAt : open.closesAt;
        if (open.timerAt == 0 || next < open.timerAt) {
            open.timerAt = next;
            context.timerService().registerProcessingTimeTimer(next);
        }
        requests.update(PackedRequests.of(open));
    }
}
