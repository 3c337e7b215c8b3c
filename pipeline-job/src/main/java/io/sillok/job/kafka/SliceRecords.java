package io.sillok.job.kafka;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.FileSlice;
import io.sillok.model.FileSliceWire;
import io.sillok.model.MalformedSliceException;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads slices. A record that is none is counted and passed over: it would be none the next time too. */
final class SliceRecords implements KafkaRecordDeserializationSchema<FileSlice> {

    private static final Logger LOG = LoggerFactory.getLogger(SliceRecords.class);
    private static final byte[] EMPTY = {};

    /** Sources by their header's bytes: a file sends the same ones with each slice. */
    private static final int MOST_SOURCES = 4096;

    private transient Map<ByteBuffer, SliceSource> sources;
    private transient Counter malformed;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        sources = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, SliceSource> eldest) {
                return size() > MOST_SOURCES;
            }
        };
        malformed = context.getMetricGroup().counter("malformedRecords");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<FileSlice> out) {
        try {
            out.collect(slice(record));
        } catch (MalformedSliceException e) {
            malformed.inc();
            LOG.warn("{}-{} at {}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private FileSlice slice(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        }
        ByteBuffer encoded = ByteBuffer.wrap(headers.getOrDefault(SliceHeaders.SOURCE, EMPTY));
        SliceSource source = sources.get(encoded);
        if (source == null) {
            source = SliceHeaders.decodeSource(encoded.array());
            sources.put(encoded, source);
        }
        byte[] value = record.value() == null ? EMPTY : record.value();
        return SliceHeaders.decode(source, headers, value, Instant.ofEpochMilli(record.timestamp()));
    }

    @Override
    public TypeInformation<FileSlice> getProducedType() {
        return WireTypeInformation.immutable(FileSlice.class, FileSliceWire.class);
    }
}
