package io.sillok.job.kafka;

import io.sillok.job.SpanMessage;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the bodies of span records as they are. */
final class SpanRecords implements KafkaRecordDeserializationSchema<SpanMessage> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SpanMessage> out) {
        if (record.value() != null) {
            out.collect(new SpanMessage(record.value(), Instant.ofEpochMilli(record.timestamp())));
        }
    }

    @Override
    public TypeInformation<SpanMessage> getProducedType() {
        return SpanMessage.TYPE;
    }
}
