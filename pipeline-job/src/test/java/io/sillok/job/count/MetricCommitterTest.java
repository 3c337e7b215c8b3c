package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.MetricSample;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class MetricCommitterTest {

    private static final MetricSample FIRST = MetricSample.of("a_total", Map.of(), 1, 10);
    private static final MetricSample SECOND = MetricSample.of("b_total", Map.of(), 2, 10);

    @Test
    void writesTheSameSamplesAgainUntilTheyAreTaken() throws Exception {
        Store store = new Store(2);
        new MetricCommitter(store, new UnregisteredMetricsGroup())
                .commit(List.of(new Request(new SampleBatch(List.of(FIRST, SECOND)))));

        assertThat(store.writes).containsExactly(List.of(FIRST, SECOND), List.of(SECOND), List.of(SECOND));
    }

    @Test
    void keepsSamplesInCheckpoints() throws IOException {
        SampleBatch batch = new SampleBatch(List.of(FIRST, MetricSample.of("c", Map.of("le", "+Inf"), 0.5, 20)));
        SampleBatch.Format format = new SampleBatch.Format();

        assertThat(format.deserialize(format.getVersion(), format.serialize(batch)))
                .isEqualTo(batch);
    }

    /** Takes the first sample at once, and all only after some attempts. */
    private static final class Store implements MetricSink {

        final List<List<MetricSample>> writes = new ArrayList<>();
        private int busy;

        Store(int busy) {
            this.busy = busy;
        }

        @Override
        public CompletableFuture<List<Outcome>> write(List<MetricSample> samples) {
            writes.add(List.copyOf(samples));
            Outcome retry = new Outcome.Retry(Outcome.Cause.BUSY, "busy");
            boolean refuses = busy-- > 0;
            return CompletableFuture.completedFuture(samples.stream()
                    .map(sample -> refuses && sample.equals(SECOND) ? retry : Outcome.created())
                    .toList());
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record Request(SampleBatch batch) implements CommitRequest<SampleBatch> {
        @Override
        public SampleBatch getCommittable() {
            return batch;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void retryLater() {
            throw new AssertionError("it waits by itself");
        }

        @Override
        public void updateAndRetryLater(SampleBatch committable) {
            throw new AssertionError("it waits by itself");
        }

        @Override
        public void signalAlreadyCommitted() {
            throw new AssertionError("nobody else commits");
        }
    }
}
