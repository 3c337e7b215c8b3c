package io.sillok.sinks.prometheus;

import io.sillok.model.MetricSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.xerial.snappy.Snappy;

/**
 * Samples as one {@code prometheus.WriteRequest}: its series, each with its labels in order of their names and its samples
 * in order of time.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Prometheus, remote write 1.0</a>
 */
record WriteRequest(List<MetricSample> samples) {

    // Fields of the messages in prompb/remote.proto and prompb/types.proto.
    private static final int REQUEST_SERIES = 1;
    private static final int SERIES_LABELS = 1;
    private static final int SERIES_SAMPLES = 2;
    private static final int LABEL_NAME = 1;
    private static final int LABEL_VALUE = 2;
    private static final int SAMPLE_VALUE = 1;
    private static final int SAMPLE_TIMESTAMP = 2;

    /** In Snappy's block format, without framing. */
    byte[] body() {
        try {
            return Snappy.compress(protobuf());
        } catch (IOException e) {
            throw new UncheckedIOException("Snappy works in memory", e);
        }
    }

    byte[] protobuf() {
        ProtobufMessage request = new ProtobufMessage();
        Map<SortedMap<String, String>, List<MetricSample>> series = samples.stream()
                .collect(Collectors.groupingBy(WriteRequest::labels, LinkedHashMap::new, Collectors.toList()));
        series.forEach((labels, ofSeries) -> request.message(REQUEST_SERIES, series(labels, ofSeries)));
        return request.toBytes();
    }

    private static SortedMap<String, String> labels(MetricSample sample) {
        SortedMap<String, String> labels = new TreeMap<>(sample.labels());
        // In Prometheus' model a label without a value is a label that is not there.
        labels.values().removeIf(String::isEmpty);
        labels.put("__name__", sample.name());
        return labels;
    }

    private static ProtobufMessage series(SortedMap<String, String> labels, List<MetricSample> samples) {
        ProtobufMessage series = new ProtobufMessage();
        labels.forEach((name, value) -> series.message(
                SERIES_LABELS, new ProtobufMessage().string(LABEL_NAME, name).string(LABEL_VALUE, value)));
        samples.stream()
                .sorted(Comparator.comparingLong(MetricSample::timestamp))
                .forEach(sample -> series.message(
                        SERIES_SAMPLES,
                        new ProtobufMessage()
                                .float64(SAMPLE_VALUE, sample.value())
                                .int64(SAMPLE_TIMESTAMP, sample.timestamp())));
        return series;
    }

    List<WriteRequest> halves() {
        int middle = samples.size() / 2;
        return List.of(
                new WriteRequest(samples.subList(0, middle)),
                new WriteRequest(samples.subList(middle, samples.size())));
    }
}
