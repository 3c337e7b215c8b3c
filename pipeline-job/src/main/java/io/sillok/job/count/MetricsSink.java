package io.sillok.job.count;

import io.sillok.model.MetricSample;
import io.sillok.sinks.MetricSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The two-phase end of samples. A window that is counted again after a crash could come out otherwise (late events, other
 * order), and the first value at a time is the one that stays; so samples are shown only when a checkpoint holds them.
 */
public final class MetricsSink implements Sink<MetricSample>, SupportsCommitter<SampleBatch> {

    private static final int BATCH = 2000;

    private final SerializableSupplier<MetricSink> sinks;

    public MetricsSink(SerializableSupplier<MetricSink> sinks) {
        this.sinks = sinks;
    }

    @Override
    public SinkWriter<MetricSample> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<SampleBatch> createCommitter(CommitterInitContext context) {
        return new MetricCommitter(sinks.get(), context.metricGroup());
    }

    @Override
    public SimpleVersionedSerializer<SampleBatch> getCommittableSerializer() {
        return new SampleBatch.Format();
    }

    private static final class Writer implements CommittingSinkWriter<MetricSample, SampleBatch> {

        private final List<MetricSample> samples = new ArrayList<>();

        @Override
        public void write(MetricSample sample, Context context) {
            samples.add(sample);
        }

        @Override
        public void flush(boolean endOfInput) {
            // What is here goes with the checkpoint, not before.
        }

        @Override
        public Collection<SampleBatch> prepareCommit() {
            List<SampleBatch> batches = new ArrayList<>();
            for (int from = 0; from < samples.size(); from += BATCH) {
                batches.add(new SampleBatch(samples.subList(from, Math.min(from + BATCH, samples.size()))));
            }
            samples.clear();
            return batches;
        }

        @Override
        public void close() {
            // Holds nothing but memory.
        }
    }
}
