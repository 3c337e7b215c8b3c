package io.sillok.local.pipeline;

import io.sillok.model.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the spans of a capture as OpenTelemetry's Kafka exporter would: one OTLP/JSON request a record, without a key. */
final class SpanPublisher implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final InstantSource clock;

    SpanPublisher(String bootstrapServers, InstantSource clock) {
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "linger.ms", "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends a file of one request a line and returns when Kafka has them all. */
    void publish(Path file) throws IOException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    byte[] request = line.getBytes(StandardCharsets.UTF_8);
                    sent.add(producer.send(new ProducerRecord<>(
                            Topics.OTLP_SPANS, null, clock.instant().toEpochMilli(), null, request)));
                }
            }
        }
        for (Future<RecordMetadata> record : sent) {
            try {
                record.get();
            } catch (ExecutionException e) {
                throw new IOException(
                        "spans of " + file + " did not reach Kafka: "
                                + e.getCause().getMessage(),
                        e);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
