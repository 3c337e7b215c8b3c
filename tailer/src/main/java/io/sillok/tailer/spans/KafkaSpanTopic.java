package io.sillok.tailer.spans;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * A producer of its own, made with the first body: its deliveries give up within seconds, while a client waits, where
 * those of files wait for Kafka for as long as it takes.
 */
final class KafkaSpanTopic implements SpanTopic {

    /** The name of the Kafka header that holds a body's media type. */
    static final String CONTENT_TYPE = "content-type";

    private static final long DELIVERY_MILLIS = 8000;
    private static final long ANSWER_MILLIS = DELIVERY_MILLIS + 3000;
    private static final Duration CLOSE_TIME = Duration.ofSeconds(1);

    /** After a failure others are not kept waiting for the same. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final String topic;
    private final Map<String, Object> settings;
    private final SpanEvents events;
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile long notBefore = System.nanoTime();
    private Producer<byte[], byte[]> producer;
    private boolean closed;

    KafkaSpanTopic(String topic, Map<String, Object> settings, SpanEvents events) {
        this.topic = topic;
        this.settings = settings;
        this.events = events;
    }

    @Override
    public Outcome store(byte[] body, String contentType) {
        if (System.nanoTime() - notBefore < 0) {
            return Outcome.NOT_NOW;
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, body);
        record.headers().add(CONTENT_TYPE, contentType.getBytes(StandardCharsets.US_ASCII));
        try {
            producer().send(record).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            if (failing.getAndSet(false)) {
                events.storedAgain();
            }
            return Outcome.STORED;
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (KafkaException | IllegalStateException | TimeoutException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.NOT_NOW;
        }
    }

    private Outcome failed(Throwable error) {
        if (error instanceof RecordTooLargeException) {
            return Outcome.TOO_LARGE;
        }
        notBefore = System.nanoTime() + PAUSE_NANOS;
        if (!failing.getAndSet(true)) {
            events.notStored(topic, error);
        }
        return Outcome.NOT_NOW;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("the receiver is closed");
        }
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(CLOSE_TIME);
        }
    }
}
