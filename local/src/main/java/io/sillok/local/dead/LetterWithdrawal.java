package io.sillok.local.dead;

import io.sillok.local.audit.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts an empty record over a letter that is done with. {@link #close()} returns when Kafka has all of them. */
public final class LetterWithdrawal implements Consumer<Letter>, AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    public LetterWithdrawal(KafkaAccess access, String topic) {
        Map<String, Object> settings = new HashMap<>(access.settings());
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a letter that stays is replayed again, to no effect
    public void accept(Letter letter) {
        producer.send(new ProducerRecord<>(topic, letter.id().getBytes(StandardCharsets.UTF_8), null));
    }

    @Override
    public void close() {
        producer.close();
    }
}
