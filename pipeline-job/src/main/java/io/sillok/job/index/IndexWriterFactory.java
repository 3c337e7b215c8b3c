package io.sillok.job.index;

import io.sillok.job.KeyedRecord;
import io.sillok.model.IndexOperation;
import io.sillok.sinks.DocumentSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.function.SerializableSupplier;

/** Makes the step that writes to the index; give it operations keyed by document id. */
public final class IndexWriterFactory extends AbstractStreamOperatorFactory<KeyedRecord>
        implements OneInputStreamOperatorFactory<IndexOperation, KeyedRecord> {

    private final SerializableSupplier<DocumentSink> sinks;

    public IndexWriterFactory(SerializableSupplier<DocumentSink> sinks) {
        this.sinks = sinks;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<KeyedRecord>> T createStreamOperator(
            StreamOperatorParameters<KeyedRecord> parameters) {
        return (T) new IndexWriter(parameters, parameters.getMailboxExecutor(), sinks.get());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classes) {
        return IndexWriter.class;
    }
}
