package io.sillok.local.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka for tests: a container where Docker answers and the image can be had, else a broker in this JVM. */
public sealed interface Kafka extends AutoCloseable permits InProcessKafka, ContainerKafka {
    Logger log = LoggerFactory.getLogger(Kafka.class);

    /** Starts one; the log says which. The folder is for the broker in this JVM. */
    static Kafka start(Path folder) throws IOException {
        var container = ContainerKafka.tryStart();
        if (container.isPresent()) {
            log.info("Kafka runs in a container: {}", ContainerKafka.IMAGE);
            return container.get();
        }
        log.info("Kafka runs in this JVM");
        return new InProcessKafka(KafkaBroker.start(folder, KafkaBroker.ANY_PORT));
    }

    String bootstrapServers();

    default void createTopics(List<TopicSpec> topics) throws IOException, InterruptedException {
        Topics.create(bootstrapServers(), topics);
    }

    @Override
    void close();
}
