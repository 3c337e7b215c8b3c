package io.sillok.job.kafka;

import io.sillok.model.FileSlice;
import io.sillok.model.MalformedSliceException;
import io.sillok.model.RecordPlace;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Makes slices of Kafka's records: the tailer's, or those of other shippers' topics. Not thread-safe. */
public final class SliceDecoder {

    private static final byte[] EMPTY = {};

    /** Sources by their header's bytes: a file sends the same ones with each slice. */
    private static final int MOST_SOURCES = 4096;

    private final Map<ByteBuffer, SliceSource> sources = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, SliceSource> eldest) {
            return size() > MOST_SOURCES;
        }
    };

    private final Map<String, ShippedLines> shipped = new HashMap<>();

    public SliceDecoder() {
        this(List.of());
    }

    /** @param topics of other shippers */
    public SliceDecoder(List<ShippedTopic> topics) {
        topics.forEach(topic -> shipped.put(topic.topic(), new ShippedLines(topic)));
    }

    /** @throws MalformedSliceException if the record is no slice */
    public FileSlice decode(ConsumerRecord<byte[], byte[]> record) {
        ShippedLines lines = shipped.get(record.topic());
        return lines == null ? slice(record) : lines.decode(record);
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
        return SliceHeaders.decode(source, headers, value, Instant.ofEpochMilli(record.timestamp()))
                .at(new RecordPlace(record.topic(), record.partition(), record.offset()));
    }
}
