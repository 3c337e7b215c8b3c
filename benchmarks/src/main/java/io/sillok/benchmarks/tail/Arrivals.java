package io.sillok.benchmarks.tail;

import io.sillok.model.SliceHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What of a file has arrived in a topic of one partition: slices, or a record a line. */
final class Arrivals implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private long lastEnd;

    Arrivals(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                1000,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
        partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        // Brings the position, so that the next poll is a fetch that waits at the broker.
        consumer.position(partition);
    }

    /** Waits for the first record at the broker, without asking over and over; false if none came in that time. */
    boolean awaitFirst(Duration time) {
        boolean came = !consumer.poll(time).isEmpty();
        // Nothing more is to be fetched while the contender works.
        consumer.pause(List.of(partition));
        return came;
    }

    long end() {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Whether as many records are there as the file has lines, or a slice that reaches its end. */
    boolean isWhole(long lines, long bytes) {
        long end = end();
        if (end == lines) {
            return true;
        }
        if (end == lastEnd || end == 0) {
            return false;
        }
        lastEnd = end;
        return endOfSlice(end - 1) == bytes;
    }

    /** A checksum over all that arrived, as it would stand in a file. */
    long checksum() {
        CRC32C sum = new CRC32C();
        long end = end();
        consumer.resume(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
                sum.update(record.value());
                if (record.headers().lastHeader(SliceHeaders.OFFSET) == null) {
                    sum.update('\n');
                }
            }
        }
        return sum.getValue();
    }

    private long endOfSlice(long position) {
        consumer.resume(List.of(partition));
        consumer.seek(partition, position);
        long reached = -1;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
            Header offset = record.headers().lastHeader(SliceHeaders.OFFSET);
            if (offset != null) {
                reached = Long.parseLong(new String(offset.value(), StandardCharsets.US_ASCII)) + record.value().length;
            }
        }
        consumer.pause(List.of(partition));
        return reached;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
