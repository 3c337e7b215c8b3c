package io.sillok.tailer;

import static io.sillok.tailer.metrics.MetricText.Type.COUNTER;
import static io.sillok.tailer.metrics.MetricText.Type.GAUGE;

import io.sillok.tailer.metrics.MetricText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The page of metrics: every name stands here. */
final class TailerMetrics {

    private static final String PREFIX = "sillok_tailer_";

    private final TailerProgress progress;
    private final TailerEvents events;
    private final boolean kafkaReached;
    private final Map<String, Long> maskedFields;
    private final MetricText text = new MetricText();

    TailerMetrics(TailerProgress progress, TailerEvents events, boolean kafkaReached, Map<String, Long> maskedFields) {
        this.progress = progress;
        this.events = events;
        this.kafkaReached = kafkaReached;
        this.maskedFields = maskedFields;
    }

    byte[] page() {
        traffic();
        files();
        events();
        kafka();
        checkpoint();
        spans();
        masking();
        process();
        return text.page();
    }

    private void traffic() {
        ShippingFigures shipping = progress.shipping();
        counter("read_bytes", "Bytes read from files.", progress.bytesRead());
        counter("read_records", "Records framed from what was read.", shipping.recordsRead());
        counter("shipped_bytes", "Bytes handed to Kafka's client, without repeats.", progress.bytesShipped());
        counter("shipped_records", "Records handed to Kafka's client, without repeats.", shipping.recordsShipped());
        counter("shipped_slices", "Kafka records those went in, without repeats.", shipping.slicesShipped());
        counter("acknowledged_bytes", "Bytes that Kafka acknowledged.", progress.bytesAcknowledged());
        counter("acknowledged_records", "Records that Kafka acknowledged.", shipping.recordsAcknowledged());
        counter("resent_bytes", "Bytes handed over once more after a failure.", shipping.bytesResent());
        gauge("in_flight_bytes", "Bytes that are read and not acknowledged.", shipping.bytesInFlight());
        gauge("in_flight_limit_bytes", "At this much in flight reading waits.", shipping.bytesInFlightBound());
    }

    private void files() {
        gauge("open_files", "Files that are followed.", progress.files().size());
        gauge("draining_files", "Contents no longer read, with bytes in flight.", progress.draining());
        gauge("lag_bytes", "Bytes in all files that Kafka did not acknowledge yet.", total(FileProgress::lag));
        gauge(
                "lag_seconds",
                "Age of the oldest byte that Kafka did not acknowledge, since it was first seen.",
                progress.files().stream()
                        .mapToDouble(file -> seconds(file.waiting()))
                        .max()
                        .orElse(0));
        List<FileSeries> series = FileSeries.of(progress.files());
        perFile("file_lag_bytes", "The same by file; the least behind together as other.", series, FileSeries::lag);
        perFile("file_lag_seconds", "The same by file.", series, one -> seconds(one.waiting()));
        perFile("file_size_bytes", "Size of a file.", series, FileSeries::size);
        perFile("file_acknowledged_bytes", "Acknowledged position in a file.", series, FileSeries::acknowledged);
    }

    private void events() {
        Map<String, Long> counts = events.counts();
        counter("rotations", "Files that were renamed or deleted.", counts.getOrDefault("file_rotated", 0L));
        counter("truncations", "Files that were truncated or replaced.", counts.getOrDefault("file_truncated", 0L));
        counter(
                "unaccounted_bytes",
                "Bytes that were seen in a file and gone before they could be read.",
                counts.getOrDefault("bytes_unaccounted", 0L));
        text.family(PREFIX + "errors_total", COUNTER, "What went wrong, by event and reason.");
        events.errors()
                .forEach(
                        (cause, count) -> text.sample(labels("cause", cause.event(), "reason", cause.reason()), count));
        text.family(PREFIX + "events_total", COUNTER, "Everything notable that happened.");
        counts.forEach((event, count) -> {
            if (!event.equals("bytes_unaccounted")) {
                text.sample(Map.of("event", event), count);
            }
        });
    }

    private void kafka() {
        gauge("kafka_reached", "1 once a broker answered.", kafkaReached ? 1 : 0);
        gauge(
                "kafka_delivering",
                "0 while deliveries fail or are not answered, or if no broker ever answered.",
                kafkaReached && !progress.shipping().failing() ? 1 : 0);
        counter(
                "delivery_failures",
                "Slices answered as failed; they are sent again.",
                progress.shipping().failures());
    }

    private void checkpoint() {
        CheckpointFigures checkpoint = progress.checkpoint();
        gauge("checkpoint_files", "Files that the checkpoint remembers.", checkpoint.files());
        gauge(
                "checkpoint_age_seconds",
                "How long acknowledged positions have been waiting to be saved; 0 if all are.",
                seconds(checkpoint.unsavedFor()));
        gauge("checkpoint_failing", "1 if the last save failed.", checkpoint.failing() ? 1 : 0);
        counter("checkpoint_saves", "Saves, tried or done.", checkpoint.saves());
        counter("checkpoint_save_seconds", "Time that saving took.", seconds(checkpoint.savingTime()));
    }

    private void spans() {
        SpanFigures spans = events.spans();
        text.family(PREFIX + "span_requests_total", COUNTER, "Requests with spans, by the status of the answer.");
        spans.answers().forEach((status, count) -> text.sample(Map.of("status", Integer.toString(status)), count));
        counter("spans", "Spans that Kafka acknowledged.", spans.spans());
        counter("span_bytes", "Bytes of those, unpacked.", spans.bytes());
    }

    private void masking() {
        if (!maskedFields.isEmpty()) {
            text.family(PREFIX + "masked_fields_total", COUNTER, "Values masked before they left this host, by rule.");
            maskedFields.forEach((rule, count) -> text.sample(Map.of("rule", rule), count));
        }
    }

    private void process() {
        text.family(PREFIX + "build_info", GAUGE, "Always 1; the labels say what runs.")
                .sample(
                        labels(
                                "version",
                                Build.VERSION,
                                "java",
                                Runtime.version().toString()),
                        1);
        ProcessFigures process = ProcessFigures.now();
        text.gauge("process_start_time_seconds", "When the process began, Unix time.", process.startSeconds());
        text.counter("process_cpu_seconds_total", "User and system time.", process.cpuSeconds());
        text.gauge("process_resident_memory_bytes", "Resident memory.", process.residentBytes());
        text.gauge(
                "process_resident_memory_max_bytes", "The most resident memory so far.", process.residentMostBytes());
        text.gauge("process_open_fds", "Open descriptors.", process.openDescriptors());
        text.gauge("jvm_heap_used_bytes", "Heap in use, garbage with it.", process.heapUsedBytes());
        text.gauge("jvm_heap_committed_bytes", "Heap that the JVM has taken.", process.heapCommittedBytes());
        text.gauge("jvm_heap_max_bytes", "Heap that it may take.", process.heapMostBytes());
        text.gauge("jvm_threads", "Threads.", process.threads());
    }

    private void counter(String name, String help, double value) {
        text.counter(PREFIX + name + "_total", help, value);
    }

    private void gauge(String name, String help, double value) {
        text.gauge(PREFIX + name, help, value);
    }

    private void perFile(String name, String help, List<FileSeries> series, ToDoubleFunction<FileSeries> value) {
        text.family(PREFIX + name, GAUGE, help);
        series.forEach(one -> text.sample(
                labels("path", one.path(), "parser", one.parser(), "file_id", one.fileId()), value.applyAsDouble(one)));
    }

    private double total(ToDoubleFunction<FileProgress> value) {
        return progress.files().stream().mapToDouble(value).sum();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Map<String, String> labels(String... namesAndValues) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return labels;
    }
}
