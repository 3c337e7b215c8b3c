package io.sillok.benchmarks.tail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What one writes first: a KafkaProducer with larger batches than its defaults (which take half again as much), a record a
 * line. The same JVM flags as the sidecar's but a larger heap. No checkpoint, no following.
 */
record LineLoop() implements Contender {

    private static final int LONGEST_LINE = 64 * 1024;

    public static void main(String[] args) throws IOException {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                args[0],
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings);
                InputStream file = new BufferedInputStream(Files.newInputStream(Path.of(args[2])), LONGEST_LINE)) {
            byte[] line = new byte[LONGEST_LINE];
            int length = 0;
            for (int next = file.read(); next >= 0; next = file.read()) {
                if (next == '\n') {
                    Future<RecordMetadata> unused =
                            producer.send(new ProducerRecord<>(args[1], Arrays.copyOf(line, length)));
                    length = 0;
                } else {
                    line[length++] = (byte) next;
                }
            }
        }
    }

    @Override
    public String name() {
        return "producer loop";
    }

    @Override
    public Path executable() {
        return Path.of(Jvm.executable());
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public List<String> command(Assignment assignment) {
        return List.of(
                executable().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dlog4j2.configurationFile=classpath:io/sillok/local/logging-command.xml",
                "-cp",
                Jvm.classPath(),
                LineLoop.class.getName(),
                assignment.bootstrapServers(),
                assignment.topic(),
                assignment.files());
    }
}
