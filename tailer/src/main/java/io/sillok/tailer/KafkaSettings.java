package io.sillok.tailer;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of Kafka's clients: Sillok's defaults under what the config says. */
final class KafkaSettings {

    /** For batches that are open to several partitions at once, however little is in them. */
    private static final long LEAST_BUFFERS = 8L * KafkaTopicCheck.LARGEST_BATCH;

    /** The client's own reports to JMX and to the broker: nobody reads them here, and they take a tenth of the start. */
    private static final Map<String, Object> QUIET = Map.of(
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
            "",
            CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
            false);

    private KafkaSettings() {}

    /** @param batch its size in bytes */
    static Map<String, Object> producer(TailerConfig config, int batch) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, batch);
        // The shipper bounds what is in flight; the producer's own bound must never be the one that blocks.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_BUFFERS, 2L * config.inFlightBytes()));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3000);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sillok-tailer");
        settings.putAll(QUIET);
        settings.putAll(config.kafka());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** For bodies of spans: small buffers, and an answer within seconds, since a client waits for it. */
    static Map<String, Object> spans(TailerConfig config, int maxBytes) {
        Map<String, Object> settings = producer(config, KafkaTopicCheck.LARGEST_BATCH);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(8L * 1024 * 1024, 2L * maxBytes));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxBytes + 64 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8000);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, settings.get(ProducerConfig.CLIENT_ID_CONFIG) + "-spans");
        return settings;
    }

    /** Of the same settings those that an admin client knows: where, and how to get in. */
    static Map<String, Object> admin(TailerConfig config) {
        Map<String, Object> settings = new HashMap<>(QUIET);
        config.kafka().forEach((key, value) -> {
            if (AdminClientConfig.configNames().contains(key) || key.startsWith("sasl.") || key.startsWith("ssl.")) {
                settings.put(key, value);
            }
        });
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "sillok-tailer-check");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        return settings;
    }
}
