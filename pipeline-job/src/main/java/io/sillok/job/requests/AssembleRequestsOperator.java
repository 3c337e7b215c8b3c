package io.sillok.job.requests;

import io.sillok.model.IndexOperation;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
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

    AssembleRequestsOperator(Duration patience) {
        super(new AssembleRequests(patience));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            this.<String>getKeyedStateBackend()
                    .applyToAllKeys(
                            VoidNamespace.INSTANCE,
                            VoidNamespaceSerializer.INSTANCE,
                            AssembleRequests.state(),
                            this::end);
        }
        super.processWatermark(mark);
    }

    private void end(String key, ValueState<PackedRequests> open) throws IOException {
        for (IndexOperation write : open.value().unpack().show(key)) {
            output.collect(new StreamRecord<>(write));
        }
        open.clear();
    }
}
