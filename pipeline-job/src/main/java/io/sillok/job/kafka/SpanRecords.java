package io.sillok.job.kafka;

import io.sillok.job.SpanMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes the bodies of span records as they are. */
final class SpanRecords implements KafkaRecordDeserializationSchema<SpanMessage> {

    private static final String CONTENT_TYPE = "content-type";
    private static final int MOST_CONTENT_TYPE = 256;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SpanMessage> out) {
        if (record.value() != null) {
            out.collect(new SpanMessage(record.value(), Instant.ofEpochMilli(record.timestamp()), contentType(record)));
        }
    }

    /** The tailer writes it, and so do bridges from HTTP; the Collector's exporter does not. */
    private static String contentType(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(CONTENT_TYPE);
        return header == null || header.value() == null || header.value().length > MOST_CONTENT_TYPE
                ? ""
                : new String(header.value(), StandardCharsets.US_ASCII);
    }

    @Override
    public TypeInformation<SpanMessage> getProducedType() {
        return SpanMessage.TYPE;
    }
}
