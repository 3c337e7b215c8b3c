package io.sillok.tailer;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** Sends slices to a topic, each as one record under its file's id. To be used from one thread. */
final class KafkaSliceSink implements SliceSink {

    private static final int SOURCES_KEPT = 1024;

    @SuppressWarnings("ArrayRecordComponent")
    private record EncodedSource(SliceSource source, byte[] bytes) {}

    private final String topic;
    private final String brokers;
    private final Producer<byte[], byte[]> producer;

    /** A file's source is encoded once, not once a slice. */
    private final Map<FileId, EncodedSource> sources = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FileId, EncodedSource> eldest) {
            return size() > SOURCES_KEPT;
        }
    };

    KafkaSliceSink(String topic, String brokers, Producer<byte[], byte[]> producer) {
        this.topic = topic;
        this.brokers = brokers;
        this.producer = producer;
    }

    /** @throws TailerStartException if the settings or the topic will not do */
    static KafkaSliceSink open(TailerConfig config, TailerEvents events) throws TailerStartException {
        HeapNeed.check(config, Runtime.getRuntime().maxMemory());
        // Its thread finds the brokers while the topic is looked at.
        KafkaSliceSink sink = sized(config, KafkaTopicCheck.LARGEST_BATCH);
        try {
            int largestBatch = KafkaTopicCheck.check(config, events);
            if (largestBatch == KafkaTopicCheck.LARGEST_BATCH) {
                return sink;
            }
            sink.close(Duration.ZERO);
            return sized(config, largestBatch);
        } catch (TailerStartException e) {
            sink.close(Duration.ZERO);
            throw e;
        }
    }

    private static KafkaSliceSink sized(TailerConfig config, int largestBatch) throws TailerStartException {
        try {
            Producer<byte[], byte[]> producer = new KafkaProducer<>(KafkaSettings.producer(config, largestBatch));
            return new KafkaSliceSink(config.topic(), config.kafka().get("bootstrap.servers"), producer);
        } catch (KafkaException e) {
            throw unusable(config, e);
        }
    }

    @Override
    public void send(FileSlice slice, Delivery delivery) {
        SliceSource source = slice.source();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                null,
                slice.timestamp().toEpochMilli(),
                source.fileId().value().getBytes(StandardCharsets.US_ASCII),
                slice.bytes());
        record.headers().add(SliceHeaders.SOURCE, encoded(source));
        SliceHeaders.encode(slice).forEach(record.headers()::add);
        try {
            // The callback hears of every outcome, so the future has nothing to add.
            Future<RecordMetadata> unused = producer.send(record, (metadata, error) -> {
                if (error == null) {
                    delivery.acknowledged();
                } else {
                    delivery.failed(failure(error));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            delivery.failed(failure(e));
        }
    }

    /** A file's source is another one after its service or parser was changed. */
    private byte[] encoded(SliceSource source) {
        EncodedSource known = sources.get(source.fileId());
        if (known == null || !known.source().equals(source)) {
            known = new EncodedSource(source, SliceHeaders.encodeSource(source));
            sources.put(source.fileId(), known);
        }
        return known.bytes();
    }

    @Override
    public boolean reached() {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("incoming-byte-total")
                        && metric.getKey().group().equals("producer-metrics"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double bytes && bytes > 0);
    }

    @Override
    public void close(Duration timeout) {
        producer.close(timeout);
    }

    static TailerStartException unusable(TailerConfig config, KafkaException error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new TailerStartException("kafka settings cannot be used, bootstrap.servers "
                + config.kafka().get("bootstrap.servers") + ": " + cause.getMessage()
                + "; mend them under kafka in the tailer's config");
    }

    private DeliveryFailure failure(Exception error) {
        String reason = "topic " + topic + " at " + brokers + " did not take a slice: " + error.getMessage();
        return new DeliveryFailure(error.getClass().getSimpleName(), reason, mend(error));
    }

    static String mend(Throwable error) {
        if (error instanceof RecordTooLargeException) {
            return "let the topic's max.message.bytes and the producer's max.request.size be at least "
                    + KafkaTopicCheck.LARGEST_MESSAGE;
        }
        if (error instanceof AuthorizationException || error instanceof AuthenticationException) {
            return "mend the sasl and ssl settings under kafka, or give that user the right to write to the topic";
        }
        if (error instanceof TimeoutException || error instanceof InvalidTopicException) {
            return "see that the brokers are up, kafka.bootstrap.servers is right and the topic exists";
        }
        return "see the broker's log";
    }
}
