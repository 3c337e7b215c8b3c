package io.sillok.sinks.kafka;

import io.sillok.model.DeadLetter;
import io.sillok.sinks.Outcome;
import io.sillok.sinks.Outcome.Cause;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends dead letters outside of Flink, where no transaction covers them. Thread-safe. */
public final class KafkaDeadLetterSink implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    /** @param kafka settings passed to the producer as they are: {@code bootstrap.servers}, TLS, SASL */
    public KafkaDeadLetterSink(Map<String, String> kafka, String topic) {
        this(new KafkaProducer<>(settings(kafka), new ByteArraySerializer(), new ByteArraySerializer()), topic);
    }

    KafkaDeadLetterSink(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** A user's setting goes before ours, except for what makes the sink safe. */
    static Map<String, Object> settings(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putAll(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return settings;
    }

    /** @return one outcome for each letter, in their order, when Kafka has acknowledged or given up on all */
    public CompletableFuture<List<Outcome>> write(List<DeadLetter> letters) {
        List<CompletableFuture<Outcome>> sent = letters.stream().map(this::send).toList();
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenApply(done -> sent.stream().map(CompletableFuture::join).toList());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback says all that the future would
    private CompletableFuture<Outcome> send(DeadLetter letter) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        producer.send(
                KafkaRecords.of(letter, topic),
                (metadata, failure) -> outcome.complete(failure == null ? Outcome.created() : failed(failure)));
        return outcome;
    }

    private static Outcome failed(Exception failure) {
        String reason = "Kafka: " + failure.getClass().getSimpleName();
        if (failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException) {
            return new Outcome.Refused(reason);
        }
        boolean rights = failure instanceof AuthorizationException || failure instanceof AuthenticationException;
        return new Outcome.Retry(rights ? Cause.UNAUTHORIZED : Cause.UNAVAILABLE, reason);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
