package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    private static final TopicSpec TOPIC =
            TopicSpec.of("logs.raw", 2).deletedAfter(Duration.ofDays(7)).maxMessageBytes(1 << 20);
    private static final Instant LONG_AGO = Instant.parse("2019-02-03T04:05:06.789Z");

    @TempDir
    Path folder;

    @Test
    void keepsRecordsAndTheirTimesAcrossARestart() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder, KafkaBroker.ANY_PORT)) {
            broker.createTopics(List.of(TopicSpec.of("old", 2)));
            Records.produce(broker.bootstrapServers(), "old", LONG_AGO, List.of("one", "two", "three"));
        }
        try (KafkaBroker broker = KafkaBroker.start(folder, KafkaBroker.ANY_PORT)) {
            List<ConsumerRecord<byte[], byte[]>> records = Records.read(broker.bootstrapServers(), "old", 3);
            assertThat(records)
                    .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder("one", "two", "three");
            assertThat(records).extracting(ConsumerRecord::timestamp).containsOnly(LONG_AGO.toEpochMilli());
        }
    }

    @Test
    void creatingATopicAgainOnlyConfiguresIt() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder, KafkaBroker.ANY_PORT)) {
            broker.createTopics(List.of(TOPIC));
            Records.produce(broker.bootstrapServers(), TOPIC.name(), Instant.now(), List.of("one"));

            broker.createTopics(List.of(TopicSpec.of("logs.raw", 5).compacted(), TopicSpec.of("logs.dead", 1)));

            assertThat(Records.topicConfig(broker.bootstrapServers(), "logs.raw"))
                    .containsEntry("cleanup.policy", "compact")
                    .containsEntry("retention.ms", "604800000");
            assertThat(Records.partitions(broker.bootstrapServers(), List.of("logs.raw", "logs.dead")))
                    .isEqualTo(Map.of("logs.raw", 2, "logs.dead", 1));
            assertThat(Records.read(broker.bootstrapServers(), TOPIC.name(), 1)).hasSize(1);
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> KafkaBroker.start(folder, port))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage("Kafka did not start: port " + port
                            + " is taken; end what listens there or choose another port");
        }
    }

    @Test
    void saysThatTheFolderIsInUse() throws Exception {
        try (KafkaBroker first = KafkaBroker.start(folder, KafkaBroker.ANY_PORT)) {
            assertThatThrownBy(() -> KafkaBroker.start(folder, KafkaBroker.ANY_PORT))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining(folder + " is in use by another Sillok");
            first.createTopics(List.of(TOPIC));
            assertThat(first.onFailure()).isNotDone();
        }
    }
}
