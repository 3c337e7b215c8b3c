package io.sillok.job.kafka;

import io.sillok.job.KeyedRecord;
import io.sillok.job.SpanMessage;
import io.sillok.model.FileSlice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The job's topics. Kafka's settings are passed on as the config has them, to consumers and producers alike.
 *
 * <p>Sources go on at the checkpoint's offsets, without one at the group's, without these at the beginning. Sinks write at
 * least once; their records have keys, so a repeat is seen as one.
 */
public final class KafkaEnds {

    private final Properties settings;
    private final String group;

    /** @param settings with {@code bootstrap.servers} */
    public KafkaEnds(Map<String, String> settings, String group) {
        this.settings = new Properties();
        this.settings.putAll(settings);
        this.group = group;
    }

    public Source<FileSlice, ?, ?> slices(String topic) {
        return source(topic, new SliceRecords());
    }

    public Source<SpanMessage, ?, ?> spans(String topic) {
        return source(topic, new SpanRecords());
    }

    @SuppressWarnings("deprecation") // the connector asks for Kafka's old type
    private <T> KafkaSource<T> source(String topic, KafkaRecordDeserializationSchema<T> records) {
        return KafkaSource.<T>builder()
                .setTopics(topic)
                .setGroupId(group)
                .setClientIdPrefix(group + "-" + topic)
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(records)
                // New partitions and, if it comes later, the topic itself are found while the job runs.
                .setProperty("partition.discovery.interval.ms", "10000")
                .setProperties(settings)
                .build();
    }

    public Sink<KeyedRecord> sink(String topic) {
        return KafkaSink.<KeyedRecord>builder()
                .setBootstrapServers(settings.getProperty("bootstrap.servers"))
                .setKafkaProducerConfig(settings)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new KeyedRecords(topic))
                .build();
    }

    private record KeyedRecords(String topic) implements KafkaRecordSerializationSchema<KeyedRecord> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(KeyedRecord record, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(
                    topic, record.key().getBytes(StandardCharsets.UTF_8), record.isWithdrawn() ? null : record.value());
        }
    }
}
