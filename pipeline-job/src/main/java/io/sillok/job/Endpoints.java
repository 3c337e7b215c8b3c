package io.sillok.job;

import io.sillok.model.FileSlice;
import io.sillok.model.MetricSample;
import io.sillok.sinks.DocumentSink;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Where the job's data comes from and goes to. Ends that may be several have names, which become part of their operators'
 * uids.
 *
 * @param deadLetters what no parser took and what the index refused
 * @param ledger cumulative entries by file id, for a compacted topic
 */
public record Endpoints(
        Source<FileSlice, ?, ?> slices,
        Source<SpanMessage, ?, ?> spans,
        SerializableSupplier<DocumentSink> index,
        Map<String, Sink<KeyedRecord>> deadLetters,
        Map<String, Sink<KeyedRecord>> ledger,
        Map<String, Sink<MetricSample>> metrics,
        Map<String, Sink<ReadEvent>> events) {}
