package io.sillok.benchmarks.job;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the topics that the jobs read: a log of each of some hosts, written line by line in turn. */
final class Topics {

    private static final int HOSTS = 8;
    private static final int PARTITIONS = 2;
    private static final long SEED = 31_415;

    /** About what the tailer sends when it has much to send. */
    private static final int SLICE_BYTES = 128 * 1024;

    private Topics() {}

    static Input fill(String bootstrapServers, Path log, Lines form, int lines)
            throws IOException, ExecutionException, InterruptedException {
        Input input = new Input(bootstrapServers, form + "-slices", form + "-lines", form + "-spans", form.pattern);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "linger.ms", "20");
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(Stream.of(input.slices(), input.lines(), input.spans())
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        Random random = new Random(SEED);
        List<Slice> slices = IntStream.range(0, HOSTS)
                .mapToObj(host -> new Slice(source(host, form)))
                .toList();
        try (Sender sender = new Sender(settings);
                Stream<String> all = Files.lines(log)) {
            int[] count = {0};
            all.limit(lines).forEach(text -> {
                byte[] line = form.of(text, random).getBytes(StandardCharsets.UTF_8);
                sender.send(new ProducerRecord<>(input.lines(), line));
                Slice slice = slices.get(count[0]++ % HOSTS);
                slice.add(line);
                if (slice.isFull()) {
                    sender.send(slice.take(input.slices()));
                }
            });
            slices.stream().filter(slice -> !slice.isEmpty()).forEach(slice -> sender.send(slice.take(input.slices())));
        }
        return input;
    }

    private static SliceSource source(int host, Lines form) {
        return new SliceSource(
                FileId.of("bench", host, form.name()),
                "shop",
                "production",
                "web-" + host,
                "/var/log/nginx/access.log",
                "nginx.access",
                form.definition());
    }

    /** Sends records, and fails at its end if one was not taken. */
    private static final class Sender implements AutoCloseable {

        private final KafkaProducer<byte[], byte[]> producer;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        Sender(Map<String, Object> settings) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the callback has what it says
        void send(ProducerRecord<byte[], byte[]> record) {
            producer.send(record, (place, refused) -> failure.compareAndSet(null, refused));
        }

        @Override
        public void close() throws IOException {
            producer.close();
            if (failure.get() != null) {
                throw new IOException("the broker did not take a record", failure.get());
            }
        }
    }

    /** The slice of a file that is being filled. */
    private static final class Slice {

        private final SliceSource source;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(SLICE_BYTES * 2);
        private IntStream.Builder lengths = IntStream.builder();
        private long offset;

        Slice(SliceSource source) {
            this.source = source;
        }

        void add(byte[] line) {
            bytes.writeBytes(line);
            bytes.write('\n');
            lengths.add(line.length + 1);
        }

        boolean isFull() {
            return bytes.size() >= SLICE_BYTES;
        }

        boolean isEmpty() {
            return bytes.size() == 0;
        }

        ProducerRecord<byte[], byte[]> take(String topic) {
            byte[] value = bytes.toByteArray();
            FileSlice slice = new FileSlice(
                    source, offset, lengths.build().toArray(), OptionalLong.empty(), false, value, Instant.now());
            offset = slice.end();
            bytes.reset();
            lengths = IntStream.builder();
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, source.fileId().value().getBytes(StandardCharsets.US_ASCII), value);
            record.headers().add(SliceHeaders.SOURCE, SliceHeaders.encodeSource(source));
            SliceHeaders.encode(slice).forEach(record.headers()::add);
            return record;
        }
    }
}
