package io.sillok.benchmarks.job;

import io.sillok.job.Endpoints;
import io.sillok.job.JobSettings;
import io.sillok.job.PipelineJob;
import io.sillok.job.count.MetricsSink;
import io.sillok.job.kafka.KafkaEnds;
import io.sillok.model.EventMasker;
import io.sillok.model.IndexOperation;
import io.sillok.model.MetricSample;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.parsers.spans.OtlpSpans;
import io.sillok.sinks.DocumentSink;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.function.SerializableSupplier;

/** The whole job of Sillok, whose documents, letters, accounts and samples go nowhere. */
record SillokGraph(SerializableSupplier<EventMasker> maskers, JobSettings settings) implements Graph {

    static final SerializableSupplier<EventMasker> STANDARD = () -> new EventFieldMasker(MaskSettings.standard());

    @Override
    public void build(StreamExecutionEnvironment environment, Input input) {
        // A group of its own, or the next round would go on where this one ended.
        KafkaEnds kafka =
                new KafkaEnds(Map.of("bootstrap.servers", input.bootstrapServers()), "bench-" + System.nanoTime());
        new PipelineJob(
                        new Endpoints(
                                kafka.slices(input.slices()),
                                kafka.spans(input.spans()),
                                NoIndex::new,
                                Map.of("nowhere", new DiscardingSink<>()),
                                Map.of("nowhere", new DiscardingSink<>()),
                                Map.of("nowhere", new MetricsSink(NoMetrics::new)),
                                Map.of()),
                        settings,
                        OtlpSpans::decode,
                        maskers)
                .build(environment);
    }

    /** Takes all, and counts the events whose account is settled by it. */
    private static final class NoIndex implements DocumentSink {

        @Override
        public CompletableFuture<List<Outcome>> write(List<IndexOperation> operations) {
            Arrived.add(operations.stream()
                    .filter(operation -> operation.origin().isPresent())
                    .count());
            return CompletableFuture.completedFuture(Collections.nCopies(operations.size(), Outcome.created()));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private static final class NoMetrics implements MetricSink {

        @Override
        public CompletableFuture<List<Outcome>> write(List<MetricSample> samples) {
            return CompletableFuture.completedFuture(Collections.nCopies(samples.size(), Outcome.created()));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
