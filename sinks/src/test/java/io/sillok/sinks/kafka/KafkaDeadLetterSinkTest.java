package io.sillok.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.DeadLetter;
import io.sillok.model.LedgerEntry;
import io.sillok.model.Topics;
import io.sillok.sinks.MaskedSamples;
import io.sillok.sinks.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class KafkaDeadLetterSinkTest {

    private final DeadLetter letter = MaskedSamples.deadLetter(3, "open() failed tops3cret");

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aDeadLetterIsKeyedByItsDocumentAndFilteredByItsHeaders() {
        ProducerRecord<byte[], byte[]> record = KafkaRecords.of(letter, Topics.LOGS_DEAD);
        assertThat(record.topic()).isEqualTo(Topics.LOGS_DEAD);
        assertThat(text(record.key())).isEqualTo(letter.key());
        assertThat(record.timestamp()).isEqualTo(MaskedSamples.READ.toEpochMilli());
        assertThat(text(record.headers().lastHeader(KafkaRecords.REASON).value()))
                .isEqualTo("parse.nginx.error");
        assertThat(text(record.headers().lastHeader(KafkaRecords.FORMAT).value()))
                .isEqualTo("nginx.error");
        assertThat(text(record.value()))
                .contains("\"preview\":\"open() failed ***\"", "\"offset\":3")
                .doesNotContain("tops3cret");
    }

    @Test
    void aLedgerEntryIsKeyedByItsFile() {
        LedgerEntry entry = new LedgerEntry(
                "f".repeat(32), "/var/log/a", 7, 0, 3, 10, 1, 1, 0, 0, List.of(new LedgerEntry.Hole(2, 5)));
        ProducerRecord<byte[], byte[]> record = KafkaRecords.of(entry, Topics.LEDGER);
        assertThat(text(record.key())).isEqualTo(entry.file());
        assertThat(LedgerEntry.parse(record.value())).isEqualTo(entry);
    }

    @Test
    void eachLetterHasItsOwnOutcome() {
        try (MockProducer<byte[], byte[]> kafka =
                        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
                KafkaDeadLetterSink sink = new KafkaDeadLetterSink(kafka, Topics.LOGS_DEAD)) {
            CompletableFuture<List<Outcome>> outcomes = sink.write(List.of(letter, letter, letter, letter));
            kafka.completeNext();
            kafka.errorNext(new TimeoutException("of " + letter.key()));
            kafka.errorNext(new RecordTooLargeException());
            assertThat(outcomes).isNotDone();
            kafka.errorNext(new TopicAuthorizationException("logs.dead"));
            assertThat(outcomes.join())
                    .containsExactly(
                            Outcome.created(),
                            new Outcome.Retry(Outcome.Cause.UNAVAILABLE, "Kafka: TimeoutException"),
                            new Outcome.Refused("Kafka: RecordTooLargeException"),
                            new Outcome.Retry(Outcome.Cause.UNAUTHORIZED, "Kafka: TopicAuthorizationException"));
        }
    }

    @Test
    void settingsPassThroughButSafetyStays() {
        assertThat(KafkaDeadLetterSink.settings(Map.of(
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SASL_SSL",
                        "compression.type", "zstd",
                        "acks", "0")))
                .containsOnly(
                        Map.entry("bootstrap.servers", "kafka:9093"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("compression.type", "zstd"),
                        Map.entry("acks", "all"),
                        Map.entry("enable.idempotence", "true"));
    }
}
