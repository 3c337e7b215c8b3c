package io.sillok.local.audit;

import io.sillok.model.config.ConfigException;
import io.sillok.model.config.Suggestion;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads a topic from its beginning to where it ended when it was opened, partition by partition: so the order is the same
 * each time. Transactions that were given up are not shown. Not thread-safe.
 */
public final class TopicReader implements AutoCloseable {

    /** A broker that gives nothing for so long is taken for gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(500);

    /** Hears of each record. */
    @FunctionalInterface
    public interface Visitor {
        void record(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String brokers;
    private final String topic;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;

    private TopicReader(
            KafkaConsumer<byte[], byte[]> consumer,
            String brokers,
            String topic,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.brokers = brokers;
        this.topic = topic;
        this.beginnings = beginnings;
        this.ends = ends;
    }

    /**
     * @throws ConfigException if there is no such topic
     * @throws IOException if no broker answers, or does not let this user read
     */
    public static TopicReader open(KafkaAccess access, String topic) throws ConfigException, IOException {
        Optional<TopicReader> reader = find(access, topic);
        if (reader.isEmpty()) {
            throw new ConfigException(
                    List.of("topic " + topic + " does not exist at " + access.brokers() + otherTopics(access, topic)));
        }
        return reader.get();
    }

    /** Empty if there is no such topic. */
    static Optional<TopicReader> find(KafkaAccess access, String topic) throws ConfigException, IOException {
        KafkaConsumer<byte[], byte[]> consumer = consumer(access);
        Optional<TopicReader> reader = Optional.empty();
        try {
            Map<String, List<PartitionInfo>> topics = consumer.listTopics();
            if (topics.containsKey(topic)) {
                List<TopicPartition> partitions = topics.get(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                reader = Optional.of(new TopicReader(
                        consumer,
                        access.brokers(),
                        topic,
                        sorted(consumer.beginningOffsets(partitions)),
                        sorted(consumer.endOffsets(partitions))));
            }
            return reader;
        } catch (KafkaException e) {
            throw unreadable(access.brokers(), topic, e);
        } finally {
            if (reader.isEmpty()) {
                consumer.close();
            }
        }
    }

    /** Whether records were deleted from a partition: then what came before cannot be told. */
    boolean beginsLate(int partition) {
        return beginnings.getOrDefault(new TopicPartition(topic, partition), 0L) > 0;
    }

    boolean beginsLate() {
        return beginnings.values().stream().anyMatch(offset -> offset > 0);
    }

    String topic() {
        return topic;
    }

    /** @throws IOException if Kafka goes away meanwhile, and what the visitor throws */
    public void forEach(Visitor visitor) throws IOException {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            try {
                read(end.getKey(), end.getValue(), visitor);
            } catch (KafkaException e) {
                throw unreadable(brokers, topic, e);
            }
        }
    }

    private void read(TopicPartition partition, long end, Visitor visitor) throws IOException {
        consumer.assign(Set.of(partition));
        consumer.seek(partition, beginnings.get(partition));
        long position = consumer.position(partition);
        long heard = System.nanoTime();
        while (position < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    visitor.record(record);
                }
            }
            long now = System.nanoTime();
            long moved = consumer.position(partition);
            if (moved > position) {
                position = moved;
                heard = now;
            } else if (now - heard > PATIENCE.toNanos()) {
                throw new IOException("Kafka at " + brokers + " gave nothing of " + partition + " for "
                        + PATIENCE.toSeconds() + " s, at offset " + position + " of " + end
                        + "; see that the broker is up");
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaAccess access) throws ConfigException {
        try {
            return access.consumer();
        } catch (KafkaException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new ConfigException(List.of("the settings for Kafka at " + access.brokers() + " cannot be used: "
                    + cause.getMessage() + "; mend bootstrap.servers and what else is set"));
        }
    }

    private static String otherTopics(KafkaAccess access, String topic) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = access.consumer()) {
            Set<String> topics = consumer.listTopics().keySet();
            return Suggestion.nearest(topic, topics)
                    .map(nearest -> "; did you mean " + nearest + "?")
                    .orElseGet(() -> topics.isEmpty()
                            ? ", nor any other; name the Kafka that the tailer ships to"
                            : "; there are: "
                                    + String.join(
                                            ", ",
                                            topics.stream().sorted().limit(20).toList()));
        } catch (KafkaException e) {
            throw unreadable(access.brokers(), topic, e);
        }
    }

    private static IOException unreadable(String brokers, String topic, KafkaException error) {
        String mend = "see that the broker is up and the address is right";
        if (error instanceof AuthorizationException || error instanceof AuthenticationException) {
            mend = "give this user the right to read it, or log in as another one (-c or --kafka-config)";
        }
        String reason = error instanceof TimeoutException ? "no answer in time" : error.getMessage();
        return new IOException("topic " + topic + " at " + brokers + " cannot be read: " + reason + "; " + mend, error);
    }

    private static Map<TopicPartition, Long> sorted(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> sorted = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        sorted.putAll(offsets);
        return sorted;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
