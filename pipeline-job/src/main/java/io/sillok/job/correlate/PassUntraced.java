package io.sillok.job.correlate;

import io.sillok.job.ReadEvent;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends events that name no trace straight to the index, as the writes that they are, and the others to their traces. The
 * way by the traces costs a line most of what it costs at all.
 */
public final class PassUntraced extends ProcessFunction<ReadEvent, ReadEvent> {

    public static final OutputTag<IndexOperation> WRITES = new OutputTag<>(
            "untraced", WireTypeInformation.immutable(IndexOperation.class, IndexOperation.Format.class));

    private transient Counter withoutId;
    private transient Counter withInvalidId;

    @Override
    public void open(OpenContext context) {
        withoutId = JoinOutcome.NO_ID.counter(getRuntimeContext().getMetricGroup());
        withInvalidId = JoinOutcome.INVALID_ID.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(ReadEvent read, Context context, Collector<ReadEvent> out) {
        if (read.event().event().traceId().isPresent()) {
            out.collect(read);
            return;
        }
        boolean invalid = read.event().event().attributes().containsKey(Fields.TRACE_ID_INVALID);
        (invalid ? withInvalidId : withoutId).inc();
        for (IndexOperation write : read.indexed()) {
            context.output(WRITES, write);
        }
    }
}
