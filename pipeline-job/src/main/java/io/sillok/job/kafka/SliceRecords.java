package io.sillok.job.kafka;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import io.sillok.model.MalformedSliceException;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads slices. A record that is none is counted and passed over: it would be none the next time too. */
final class SliceRecords implements KafkaRecordDeserializationSchema<FileSlice> {

    private static final Logger LOG = LoggerFactory.getLogger(SliceRecords.class);

    private final List<ShippedTopic> shipped;

    private transient SliceDecoder decoder;
    private transient Counter malformed;

    SliceRecords(List<ShippedTopic> shipped) {
        this.shipped = List.copyOf(shipped);
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new SliceDecoder(shipped);
        malformed = context.getMetricGroup().counter("malformedRecords");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<FileSlice> out) {
        try {
            out.collect(decoder.decode(record));
        } catch (MalformedSliceException e) {
            malformed.inc();
            LOG.warn("{}-{} at {}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public TypeInformation<FileSlice> getProducedType() {
        return WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class);
    }
}
