package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.local.servers.LocalStack;
import io.sillok.local.servers.Records;
import io.sillok.local.servers.TopicSpec;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceHeaders;
import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import io.sillok.tailer.TailerEvents;
import io.sillok.tailer.TailerStartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tailer against a Kafka; see {@link io.sillok.local.servers.Kafka} for which one this is run on. */
@ExtendWith(LocalStack.Provider.class)
final class KafkaShippingIT {

    private static final Duration SHIPPED = Duration.ofSeconds(60);
    private static final String TOPIC = "shipping-it.logs";

    @TempDir
    private Path folder;

    @Test
    void everyByteArrivesAsItStoodInTheFile(LocalStack stack) throws Exception {
        String broker = stack.kafka().bootstrapServers();
        stack.kafka().createTopics(List.of(TopicSpec.of(TOPIC, 3).with("retention.ms", "-1")));
        byte[] content = content();
        Path log = Files.write(folder.resolve("access.log"), content);

        try (Tailer tailer = Tailer.start(config(broker, TOPIC, log), InstantSource.system(), TailerEvents.logged())) {
            Eventually.within(SHIPPED, () -> assertThat(tailer.caughtUp()).isTrue());
        }

        List<FileSlice> slices = slices(broker);
        assertThat(slices).hasSizeGreaterThan(1).allMatch(slice -> slice.bytes().length <= FileSlice.MAX_BYTES);
        assertThat(slices).extracting(slice -> slice.source().path()).containsOnly(log.toString());
        assertThat(joined(slices)).isEqualTo(content);
        assertThat(bytesOnDisk(broker)).as("compressed").isPositive().isLessThan(content.length / 3);
    }

    @Test
    void aTopicThatIsNotThereIsToldWithTheMend(LocalStack stack) throws Exception {
        String broker = stack.kafka().bootstrapServers();
        TailerConfig config = config(broker, "shipping-it.missing", folder.resolve("access.log"));
        assertThatThrownBy(() -> Tailer.start(config, InstantSource.system(), TailerEvents.logged()))
                .isInstanceOf(TailerStartException.class)
                .hasMessageContaining("topic shipping-it.missing does not exist at " + broker)
                .hasMessageContaining("--create --topic shipping-it.missing");
    }

    /** More than one slice, with bytes that are no text: broken UTF-8, a NUL, both kinds of line ends. */
    private static byte[] content() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int line = 0; line < 8000; line++) {
            out.write(("203.0.113.7 - - [22/Nov/2026:09:00:00 +0000] \"GET /product/" + line
                            + " HTTP/1.1\" 200 915 \"-\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(line % 100 == 0 ? new byte[] {(byte) 0xc3, 0, (byte) 0xff, '\r', '\n'} : new byte[] {'\n'});
        }
        return out.toByteArray();
    }

    private TailerConfig config(String broker, String topic, Path log) throws Exception {
        Path file = Files.writeString(
                folder.resolve("tailer.yaml"), """
                service: shop
                host: app-1
                data: %s
                topic: %s
                kafka: {bootstrap.servers: "%s"}
                files: [{paths: [%s], parser: nginx.access, definition: {log_format: combined}}]
                """.formatted(folder.resolve("data"), topic, broker, log));
        return TailerConfig.load(file);
    }

    private static List<FileSlice> slices(String broker) throws Exception {
        List<FileSlice> slices = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Records.readAll(broker, TOPIC)) {
            Map<String, byte[]> headers = new HashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), header.value()));
            FileSlice slice = SliceHeaders.decode(
                    SliceHeaders.decodeSource(headers.get(SliceHeaders.SOURCE)),
                    headers,
                    record.value(),
                    Instant.ofEpochMilli(record.timestamp()));
            assertThat(new String(record.key(), StandardCharsets.US_ASCII))
                    .isEqualTo(slice.source().fileId().value());
            slices.add(slice);
        }
        slices.sort(Comparator.comparingLong(FileSlice::offset));
        return slices;
    }

    private static byte[] joined(List<FileSlice> slices) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (FileSlice slice : slices) {
            assertThat(slice.offset()).isEqualTo(joined.size());
            joined.writeBytes(slice.bytes());
        }
        return joined.toByteArray();
    }

    private static long bytesOnDisk(String broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            List<Integer> brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(TOPIC))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }
}
