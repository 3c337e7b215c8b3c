package io.sillok.local.pipeline;

import io.sillok.model.LedgerEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The job's own account of each file, read from its topic. Not thread-safe. */
final class Ledger implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, LedgerEntry> entries = new HashMap<>();

    Ledger(String bootstrapServers, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes in what the job has written since the last look. */
    void look(Duration wait) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            entries.put(record.key(), LedgerEntry.parse(record.value()));
        }
    }

    /** Takes in all that is there now. */
    void lookToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            look(Duration.ofMillis(200));
        }
    }

    long sum(ToLongFunction<LedgerEntry> column) {
        return entries.values().stream().mapToLong(column).sum();
    }

    int files() {
        return entries.size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
