package io.sillok.job.kafka;

import io.sillok.job.KeyedRecord;
import io.sillok.job.SpanMessage;
import io.sillok.model.FileSlice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The job's topics. Kafka's settings are passed on as the config has them, to consumers and producers alike.
 *
 * <p>Sources go on at the checkpoint's offsets, without one at the group's, without these at the beginning. What is
 * cumulative is written at least once; what is not goes in transactions, which end with the checkpoint.
 */
public final class KafkaEnds {

    /** What brokers allow unless they are told otherwise; the connector's own default is beyond that. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

    private final Properties settings;
    private final String group;

    /** @param settings with {@code bootstrap.servers} */
    public KafkaEnds(Map<String, String> settings, String group) {
        this.settings = new Properties();
        this.settings.putAll(settings);
        this.group = group;
    }

    public Source<FileSlice, ?, ?> slices(String topic) {
        return slices(topic, List.of());
    }

    /** @param shipped topics of other shippers, which are read by the same source */
    public Source<FileSlice, ?, ?> slices(String topic, List<ShippedTopic> shipped) {
        List<String> topics = new ArrayList<>(List.of(topic));
        shipped.forEach(other -> topics.add(other.topic()));
        return source(topics, new SliceRecords(shipped));
    }

    public Source<SpanMessage, ?, ?> spans(String topic) {
        return source(List.of(topic), new SpanRecords());
    }

    @SuppressWarnings("deprecation") // the connector asks for Kafka's old type
    private <T> KafkaSource<T> source(List<String> topics, KafkaRecordDeserializationSchema<T> records) {
        return KafkaSource.<T>builder()
                .setTopics(topics)
                .setGroupId(group)
                .setClientIdPrefix(group + "-" + topics.get(0))
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(records)
                // New partitions and, if it comes later, the topic itself are found while the job runs.
                .setProperty("partition.discovery.interval.ms", "10000")
                .setProperties(settings)
                .build();
    }

    /** For records of which the newest under a key is all that counts. */
    public Sink<KeyedRecord> cumulative(String topic) {
        return sink(topic, settings)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    /** For records that are to be there once. Who reads only what is committed sees none that a crash took back. */
    public Sink<KeyedRecord> once(String topic) {
        Properties transactional = new Properties();
        transactional.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
        transactional.putAll(settings);
        return sink(topic, transactional)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(group + "-" + topic)
                .build();
    }

    private static KafkaSinkBuilder<KeyedRecord> sink(String topic, Properties producer) {
        return KafkaSink.<KeyedRecord>builder()
                .setBootstrapServers(producer.getProperty("bootstrap.servers"))
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(new KeyedRecords(topic));
    }

    private record KeyedRecords(String topic) implements KafkaRecordSerializationSchema<KeyedRecord> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(KeyedRecord record, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(
                    topic, record.key().getBytes(StandardCharsets.UTF_8), record.isWithdrawn() ? null : record.value());
        }
    }
}
