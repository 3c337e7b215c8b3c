package io.sillok.job.count;

import io.sillok.model.MetricSample;
import io.sillok.sinks.Backoff;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Writes the samples of a completed checkpoint, in their order. What the store may take later is tried until it does, which
 * holds up the flow; what it will never take is counted and let go.
 */
final class MetricCommitter implements Committer<SampleBatch> {

    private final MetricSink sink;
    private final RandomGenerator random = new SplittableRandom();
    private final Counter written;
    private final Counter refused;
    private final Counter retried;

    MetricCommitter(MetricSink sink, MetricGroup metrics) {
        this.sink = sink;
        this.written = metrics.counter("samplesWritten");
        this.refused = metrics.counter("samplesRefused");
        this.retried = metrics.counter("samplesRetried");
    }

    @Override
    public void commit(Collection<CommitRequest<SampleBatch>> requests) throws IOException, InterruptedException {
        for (CommitRequest<SampleBatch> request : requests) {
            List<MetricSample> left = request.getCommittable().samples();
            for (int attempt = 1; !left.isEmpty(); attempt++) {
                left = write(left);
                if (!left.isEmpty()) {
                    retried.inc(left.size());
                    Thread.sleep(Backoff.STANDARD.after(attempt, random).toMillis());
                }
            }
        }
    }

    /** @return what is to be written again */
    private List<MetricSample> write(List<MetricSample> samples) throws IOException, InterruptedException {
        List<Outcome> outcomes;
        try {
            outcomes = sink.write(samples).get();
        } catch (ExecutionException e) {
            throw new IOException("the metrics' sink failed by a defect", e.getCause());
        }
        List<MetricSample> left = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Retry) {
                left.add(samples.get(i));
            } else {
                (outcomes.get(i) instanceof Outcome.Refused ? refused : written).inc();
            }
        }
        return left;
    }

    @Override
    public void close() {
        sink.close();
    }
}
