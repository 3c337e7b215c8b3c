package io.sillok.job.files;

import io.sillok.model.MetricSample;
import io.sillok.sinks.MetricSink;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.file.JsonLinesSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Samples as JSON lines in a file. */
public final class MetricFile implements MetricSink {

    private final JsonLinesSink<MetricSample> lines;

    /** @throws UncheckedIOException if the file cannot be opened */
    public MetricFile(Path file) {
        try {
            lines = JsonLinesSink.ofMetrics(file);
        } catch (IOException e) {
            throw new UncheckedIOException("files.metrics cannot be written: " + file, e);
        }
    }

    @Override
    public CompletableFuture<List<Outcome>> write(List<MetricSample> samples) {
        try {
            for (MetricSample sample : samples) {
                lines.write(sample);
            }
            lines.flush();
            return CompletableFuture.completedFuture(Collections.nCopies(samples.size(), Outcome.created()));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
