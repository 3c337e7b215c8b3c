package io.sillok.job.index;

import io.sillok.job.KeyedRecord;
import io.sillok.job.ledger.EventOutcomes;
import io.sillok.model.IndexOperation;
import io.sillok.sinks.DocumentSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableSupplier;

/** Makes the step that writes to the index; give it operations keyed by document id. */
public final class IndexWriterFactory extends AbstractStreamOperatorFactory<EventOutcomes>
        implements OneInputStreamOperatorFactory<IndexOperation, EventOutcomes> {

    /** What the index will never take. */
    public static final OutputTag<KeyedRecord> DEAD_LETTERS = new OutputTag<>("refused", KeyedRecord.TYPE);

    private final SerializableSupplier<DocumentSink> sinks;

    public IndexWriterFactory(SerializableSupplier<DocumentSink> sinks) {
        this.sinks = sinks;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<EventOutcomes>> T createStreamOperator(
            StreamOperatorParameters<EventOutcomes> parameters) {
        return (T) new IndexWriter(parameters, parameters.getMailboxExecutor(), sinks.get());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classes) {
        return IndexWriter.class;
    }
}
