package io.sillok.job.kafka;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.MalformedSliceException;
import io.sillok.model.RecordPlace;
import io.sillok.model.SliceSource;
import io.sillok.parsers.DetectedFormat;
import io.sillok.parsers.FormatDetector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes slices of another shipper's records. Those of one producer key, or without keys of one host and path, are one file's,
 * so they stay in order; an event's id comes of topic, partition and offset. Thread-safe.
 */
final class ShippedLines {

    /** As long as a time may differ that decides on an event's index. */
    private static final Duration LONGEST_WAY = Duration.ofDays(7);

    private final ShippedTopic topic;

    ShippedLines(ShippedTopic topic) {
        this.topic = topic;
    }

    /** @throws MalformedSliceException if the record holds no line */
    FileSlice decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new MalformedSliceException("a record without a value", null);
        }
        Optional<Envelope> envelope = envelope(record.value());
        byte[] line = ended(envelope.map(json -> json.line().getBytes(StandardCharsets.UTF_8))
                .orElse(record.value()));
        String path = envelope.flatMap(Envelope::path).orElse(record.topic());
        String host = envelope.flatMap(Envelope::host).orElse("");
        DetectedFormat format = topic.parser().isEmpty()
                ? FormatDetector.detect(line, path)
                : new DetectedFormat(topic.parser(), topic.definition());
        String service = topic.service().isEmpty()
                ? envelope.flatMap(Envelope::service).orElse(record.topic())
                : topic.service();
        SliceSource source = new SliceSource(
                file(record, host, path),
                service,
                topic.environment().isEmpty()
                        ? envelope.flatMap(Envelope::environment).orElse("")
                        : topic.environment(),
                host,
                path,
                format.parser(),
                format.definition(),
                envelope.map(Envelope::resource).orElse(Map.of()));
        return FileSlice.single(
                source,
                line,
                read(envelope.flatMap(Envelope::time), Instant.ofEpochMilli(record.timestamp())),
                new RecordPlace(record.topic(), record.partition(), record.offset()));
    }

    /**
     * When the line was read, as the shipper says. A clock that is ahead would make other logs late, and one that is far
     * behind would put lines where nobody looks: then it is when Kafka had it.
     */
    private static Instant read(Optional<Instant> told, Instant inKafka) {
        return told.filter(time -> !time.isAfter(inKafka) && time.isAfter(inKafka.minus(LONGEST_WAY)))
                .orElse(inKafka);
    }

    private Optional<Envelope> envelope(byte[] value) {
        return switch (topic.form()) {
            case PLAIN -> Optional.empty();
            case JSON -> Envelope.json(value, false);
            case AUTO -> Envelope.json(value, true);
        };
    }

    private static byte[] ended(byte[] line) {
        if (line.length > 0 && line[line.length - 1] == '\n') {
            return line;
        }
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return ended;
    }

    private static FileId file(ConsumerRecord<byte[], byte[]> record, String host, String path) {
        return record.key() == null
                ? FileId.of("shipped", record.topic(), record.partition(), host, path)
                : FileId.of("shipped", record.topic(), record.partition(), Arrays.toString(record.key()));
    }
}
