package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    private static final TopicSpec TOPIC = TopicSpec.of("logs.raw", 2);

    @TempDir
    Path folder;

    @Test
    void keepsItsRecordsAcrossARestart() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder, KafkaBroker.ANY_PORT)) {
            broker.createTopics(List.of(TOPIC));
            Records.produce(broker.bootstrapServers(), TOPIC.name(), Instant.now(), List.of("one", "two"));
        }
        try (KafkaBroker broker = KafkaBroker.start(folder, KafkaBroker.ANY_PORT)) {
            assertThat(Records.read(broker.bootstrapServers(), TOPIC.name(), 2)).hasSize(2);
        }
    }

    @Test
    void keepsWhatItAcknowledgedWhenItIsKilled() throws Exception {
        int port;
        try (KafkaBrokerProcess broker = KafkaBrokerProcess.start(folder, KafkaBroker.ANY_PORT)) {
            port = broker.port();
            Topics.create(broker.bootstrapServers(), List.of(TOPIC));
            Records.produce(broker.bootstrapServers(), TOPIC.name(), Instant.now(), List.of("one", "two"));
            broker.kill();
        }
        try (KafkaBrokerProcess broker = KafkaBrokerProcess.start(folder, port)) {
            Records.produce(broker.bootstrapServers(), TOPIC.name(), Instant.now(), List.of("three"));
            assertThat(Records.read(broker.bootstrapServers(), TOPIC.name(), 3)).hasSize(3);
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
