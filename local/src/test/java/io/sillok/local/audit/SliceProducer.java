package io.sillok.local.audit;

import io.sillok.model.FileSlice;
import io.sillok.model.SliceHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts slices into a topic as the tailer does, and what others might put there. */
final class SliceProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    SliceProducer(String bootstrapServers, String topic, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("compression.type", "lz4");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
    }

    KafkaProducer<byte[], byte[]> kafka() {
        return producer;
    }

    SliceProducer send(FileSlice... slices) {
        for (FileSlice slice : slices) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic,
                    null,
                    slice.timestamp().toEpochMilli(),
                    slice.source().fileId().value().getBytes(StandardCharsets.US_ASCII),
                    slice.bytes());
            record.headers().add(SliceHeaders.SOURCE, SliceHeaders.encodeSource(slice.source()));
            SliceHeaders.encode(slice).forEach(record.headers()::add);
            sent.add(producer.send(record));
        }
        return this;
    }

    SliceProducer sendLine(String line) {
        sent.add(producer.send(new ProducerRecord<>(topic, new byte[] {1}, line.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    /** Returns when all is acknowledged. */
    void settle() throws ExecutionException, InterruptedException {
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
