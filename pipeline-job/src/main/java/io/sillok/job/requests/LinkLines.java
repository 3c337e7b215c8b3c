package io.sillok.job.requests;

import io.sillok.job.LinkMethod;
import io.sillok.job.LinkedEvent;
import io.sillok.job.TraceSupplement;
import io.sillok.job.requests.HostRequests.Found;
import io.sillok.job.requests.HostRequests.Host;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.IndexOperation;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Ties lines without ids to requests of their host ({@link HostRequests}), a batch at a time: what comes is appended, and
 * looked at once a second.
 */
public final class LinkLines extends KeyedProcessFunction<String, Clue, RequestInput> {

    /** For documents, with what their trace's spans say. */
    static final OutputTag<TraceSupplement> LINKED = new OutputTag<>("linked-lines", TraceSupplement.TYPE);

    /** What ties documents to requests that have no trace. */
    static final OutputTag<IndexOperation> WRITES = new OutputTag<>(
            "linked-writes", WireTypeInformation.immutable(IndexOperation.class, IndexOperation.Format.class));

    /** Lines that now have a request's id, and no trace's. */
    static final OutputTag<Clue> BY_REQUEST_ID = new OutputTag<>("linked-by-request-id", Clue.TYPE);

    private static final long LOOK_MILLIS = 1000;

    /** Reached only when the job is drained: then nothing more will come, and nothing is waited for. */
    private static final long AT_THE_END = Long.MAX_VALUE - 1;

    /** A host with many lines is looked at less often, so that looking stays a small part of the work. */
    private static final int LINES_PER_MILLI = 10;

    private transient ListState<Clue> incoming;
    private transient ListState<HostLine> lines;
    private transient ValueState<HostState> hosts;
    private transient Map<LinkMethod, Counter> links;

    public static String key(Clue clue) {
        return clue.fact().text(Part.ENVIRONMENT) + '/' + clue.fact().text(Part.HOST);
    }

    @Override
    public void open(OpenContext context) {
        incoming = getRuntimeContext().getListState(new ListStateDescriptor<>("incoming", Clue.TYPE));
        lines = getRuntimeContext()
                .getListState(new ListStateDescriptor<>(
                        "lines", WireTypeInformation.mutable(HostLine.class, HostLine.Format.class)));
        hosts = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "host", WireTypeInformation.mutable(HostState.class, HostState.Format.class)));
        links = new EnumMap<>(LinkMethod.class);
        for (LinkMethod method : LinkMethod.values()) {
            String name = "link." + method.name().toLowerCase(Locale.ROOT);
            links.put(method, getRuntimeContext().getMetricGroup().counter(name));
        }
    }

    @Override
    public void processElement(Clue clue, Context context, Collector<RequestInput> out) throws Exception {
        incoming.add(clue);
        HostState host = hosts.value();
        if (host == null) {
            context.timerService().registerEventTimeTimer(AT_THE_END);
        }
        if (host == null || host.looksAt == 0) {
            schedule(host == null ? new HostState() : host, LOOK_MILLIS, context);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RequestInput> out) throws Exception {
        HostState state = hosts.value();
        boolean ends = context.timeDomain() == TimeDomain.EVENT_TIME;
        if (state == null || (!ends && state.looksAt > timestamp)) {
            return;
        }
        List<HostLine> known = new ArrayList<>();
        lines.get().forEach(known::add);
        long now = context.timerService().currentProcessingTime();
        HostRequests requests =
                ends ? HostRequests.atTheEnd(state.host, known, now) : new HostRequests(state.host, known, now);
        for (Found each : requests.settle(incoming.get())) {
            emit(each, context, out);
        }
        incoming.clear();
        lines.update(known);
        if (ends || known.isEmpty()) {
            state.looksAt = 0;
            hosts.update(state);
        } else {
            schedule(state, LOOK_MILLIS + known.size() / LINES_PER_MILLI, context);
        }
    }

    private void emit(Found found, OnTimerContext context, Collector<RequestInput> out) {
        links.get(found.method()).inc();
        LinkedEvent linked = found.clue().linked(found.method(), found.confidence());
        Optional<TraceId> trace = found.clue().traceId();
        if (trace.isPresent()) {
            context.output(LINKED, linked);
            out.collect(RequestInput.of(trace.get(), found.clue().fact()));
            return;
        }
        context.output(WRITES, linked.indexed(linked.event(), Optional.empty()));
        if (found.assigned()) {
            // no line will ever tell under which trace
            out.collect(
                    RequestInput.ofHost(found.clue().requestId(), found.clue().fact()));
        } else {
            context.output(BY_REQUEST_ID, found.clue());
        }
    }

    private void schedule(HostState state, long after, Context context) throws IOException {
        state.looksAt = context.timerService().currentProcessingTime() + after;
        context.timerService().registerProcessingTimeTimer(state.looksAt);
        hosts.update(state);
    }

    /** A host, and when its lines are looked at next: milliseconds of processing time, 0 for not at all. */
    static final class HostState {

        final Host host = new Host();
        long looksAt;

        /** The wire form. */
        public static final class Format implements Wire<HostState> {

            @Override
            public int version() {
                return 1;
            }

            @Override
            public void write(HostState state, DataOutput out) throws IOException {
                out.writeLong(state.looksAt);
                out.writeLong(state.host.servedUntil);
                out.writeBoolean(state.host.hasIds);
                out.writeBoolean(state.host.hasAccessLog);
                out.writeUTF(state.host.requestLog);
            }

            @Override
            public HostState read(DataInput in) throws IOException {
                HostState state = new HostState();
                state.looksAt = in.readLong();
                state.host.servedUntil = in.readLong();
                state.host.hasIds = in.readBoolean();
                state.host.hasAccessLog = in.readBoolean();
                state.host.requestLog = in.readUTF();
                return state;
            }
        }
    }
}
