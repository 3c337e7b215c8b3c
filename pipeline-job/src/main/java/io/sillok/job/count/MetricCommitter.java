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
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the samples of a completed checkpoint, in their order. What the store may take later is tried until it does, which
 * holds up the flow; what it will never take is counted and let go.
 */
final class MetricCommitter implements Committer<SampleBatch> {

    private static final Logger LOG = LoggerFactory.getLogger(MetricCommitter.class);

    /** The first after some seconds, then one every two minutes. */
    private static final int ATTEMPTS_A_WARNING = 5;

    private final MetricSink sink;
    private final RandomGenerator random = new SplittableRandom();
    private final Counter written;
    private final Counter refused;
    private final Counter retried;

    /** Nanoseconds of the clock that knows no date; 0 while nothing is held up. */
    private volatile long heldUpSince;

    private String reason = "";

    MetricCommitter(MetricSink sink, MetricGroup metrics) {
        this.sink = sink;
        this.written = metrics.counter("samplesWritten");
        this.refused = metrics.counter("samplesRefused");
        this.retried = metrics.counter("samplesRetried");
        metrics.<Long, Gauge<Long>>gauge("heldUpSeconds", this::heldUpSeconds);
    }

    @Override
    public void commit(Collection<CommitRequest<SampleBatch>> requests) throws IOException, InterruptedException {
        for (CommitRequest<SampleBatch> request : requests) {
            List<MetricSample> left = request.getCommittable().samples();
            for (int attempt = 1; !left.isEmpty(); attempt++) {
                left = write(left);
                if (!left.isEmpty()) {
                    retried.inc(left.size());
                    holdUp(attempt);
                    Thread.sleep(Backoff.STANDARD.after(attempt, random).toMillis());
                }
            }
            heldUpSince = 0;
        }
    }

    /** Whoever looks after the job must be able to see why it stands still. */
    private void holdUp(int attempt) {
        if (heldUpSince == 0) {
            heldUpSince = Math.max(1, System.nanoTime());
        }
        if (attempt % ATTEMPTS_A_WARNING == 0) {
            LOG.warn(
                    "The store of metrics has not taken samples for {} s ({}). Until it does, no checkpoint ends and the flow"
                            + " stands still; nothing is lost. If it will not come back, take it out of the job's config and"
                            + " start the job from its last checkpoint",
                    heldUpSeconds(),
                    reason);
        }
    }

    private long heldUpSeconds() {
        long since = heldUpSince;
        return since == 0 ? 0 : TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
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
        int lost = 0;
        String why = "";
        for (int i = 0; i < samples.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Retry retry) {
                reason = retry.reason();
                left.add(samples.get(i));
            } else if (outcomes.get(i) instanceof Outcome.Refused refusal) {
                refused.inc();
                lost++;
                why = refusal.reason();
            } else {
                written.inc();
            }
        }
        if (lost > 0) {
            LOG.warn("The store of metrics refused {} of {} samples for good: {}", lost, samples.size(), why);
        }
        return left;
    }

    @Override
    public void close() {
        sink.close();
    }
}
