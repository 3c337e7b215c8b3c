package io.sillok.job.requests;

import io.sillok.model.IndexOperation;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link AssembleRequests}, and when the job is drained the records of all requests that are still open: nothing more will
 * come to them. A timer of each for that moment alone would take as much room as the request.
 */
final class AssembleRequestsOperator extends KeyedProcessOperator<String, RequestInput, IndexOperation> {

    private static final long serialVersionUID = 1;

    private final AssembleRequests function;

    AssembleRequestsOperator(Duration patience) {
        this(new AssembleRequests(patience));
    }

    private AssembleRequestsOperator(AssembleRequests function) {
        super(function);
        this.function = function;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            showAll(function.requests());
            showAll(function.ofHosts());
        }
        super.processWatermark(mark);
    }

    private void showAll(ValueStateDescriptor<PackedRequests> state) throws Exception {
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, state, this::end);
    }

    private void end(String key, ValueState<PackedRequests> open) throws IOException {
        PackedRequests packed = open.value();
        if (packed == null) {
            // It is over, and the backend has not come by yet.
            return;
        }
        for (IndexOperation write : packed.unpack().show(key)) {
            output.collect(new StreamRecord<>(write));
        }
        open.clear();
    }
}
