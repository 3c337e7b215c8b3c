package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import io.sillok.tailer.SliceSink.Delivery;
import io.sillok.tailer.SliceSink.DeliveryFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The wire form and the outcomes, with the producer that Kafka ships for tests. */
final class KafkaSliceSinkTest {

    private static final FileSlice SLICE = new FileSlice(
            new SliceSource(
                    FileId.of("web-1", 7), "shop", "test", "web-1", "/a.log", "laravel.line", Map.of("zone", "UTC")),
            100,
            new int[] {2, 3},
            OptionalLong.of(40),
            true,
            "a\nbb\n".getBytes(StandardCharsets.US_ASCII),
            Instant.parse("2026-11-22T08:00:00Z"));

    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(
            false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaSliceSink sink = new KafkaSliceSink("logs.raw", "kafka:9092", producer);
    private final List<String> outcomes = new ArrayList<>();
    private final Delivery delivery = new Delivery() {
        @Override
        public void acknowledged() {
            outcomes.add("acknowledged");
        }

        @Override
        public void failed(DeliveryFailure failure) {
            outcomes.add(failure.reason() + "; " + failure.mend());
        }
    };

    @Test
    void aSliceIsOneRecordThatReadsBackAsItWas() {
        sink.send(SLICE, delivery);
        assertThat(outcomes).isEmpty();
        producer.completeNext();
        assertThat(outcomes).containsExactly("acknowledged");
        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        Map<String, byte[]> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        SliceSource source = SliceHeaders.decodeSource(headers.get(SliceHeaders.SOURCE));
        assertThat(SliceHeaders.decode(source, headers, record.value(), Instant.ofEpochMilli(record.timestamp())))
                .usingRecursiveComparison()
                .isEqualTo(SLICE);
        assertThat(record.topic()).isEqualTo("logs.raw");
        assertThat(new String(record.key(), StandardCharsets.US_ASCII))
                .isEqualTo(SLICE.source().fileId().value());
    }

    @Test
    void failuresNameThePlaceAndTheMend() {
        sink.send(SLICE, delivery);
        producer.errorNext(new RecordTooLargeException("too large"));
        sink.send(SLICE, delivery);
        producer.errorNext(new TopicAuthorizationException("no right"));
        producer.sendException = new IllegalStateException("closed");
        sink.send(SLICE, delivery);
        assertThat(outcomes).hasSize(3).allMatch(outcome -> outcome.contains("logs.raw at kafka:9092"));
        assertThat(outcomes.get(0)).contains("max.message.bytes");
        assertThat(outcomes.get(1)).contains("the right to write");
    }

    @Test
    void whatTheConfigSaysOfKafkaStandsOverTheDefaults() {
        TailerConfig config = TailerConfig.of(
                "web-1",
                Path.of("/data"),
                Map.of("bootstrap.servers", "k:9092", "compression.type", "zstd", "ssl.keystore.password", "x"),
                List.of());
        assertThat(KafkaSettings.producer(config, 700_000))
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.BATCH_SIZE_CONFIG, 700_000)
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        assertThat(KafkaSettings.admin(config))
                .containsKeys("bootstrap.servers", "ssl.keystore.password")
                .doesNotContainKey("compression.type");
    }
}
