package io.sillok.local.audit;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How to reach a Kafka to read from it. Settings may be secrets: only the brokers are ever shown.
 *
 * @param settings of Kafka's clients, {@code bootstrap.servers} among them
 */
public record KafkaAccess(Map<String, String> settings) {

    private static final int MEBIBYTE = 1 << 20;

    public KafkaAccess {
        settings = Map.copyOf(settings);
    }

    /** Of a producer's or the job's settings those that say where Kafka is and how to get in. */
    public static Map<String, String> connecting(Map<String, String> settings) {
        Map<String, String> connecting = new HashMap<>(settings);
        connecting
                .keySet()
                .removeIf(key -> !AdminClientConfig.configNames().contains(key)
                        && !key.startsWith("sasl.")
                        && !key.startsWith("ssl."));
        return connecting;
    }

    String brokers() {
        return settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** Reads what was committed, in no group, in memory that does not grow with the topic. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> own = new HashMap<>();
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "sillok-audit");
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 * MEBIBYTE);
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * MEBIBYTE);
        // Records are held uncompressed from here on: at most so many slices at a time.
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 64);
        own.putAll(settings);
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Retention may take away what is about to be read.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Never the settings: a password may be among them. */
    @Override
    public String toString() {
        return "KafkaAccess[" + brokers() + "]";
    }
}
