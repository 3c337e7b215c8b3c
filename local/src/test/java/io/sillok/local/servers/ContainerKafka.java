package io.sillok.local.servers;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka as its project publishes it. */
record ContainerKafka(KafkaContainer container) implements Kafka {
    static final String IMAGE = "apache/kafka:4.1.0";

    /** Empty where there is no Docker, or no such image to be had. */
    static Optional<ContainerKafka> tryStart() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            log.info("No Docker answers");
            return Optional.empty();
        }
        KafkaContainer container = new KafkaContainer(DockerImageName.parse(IMAGE));
        try {
            container.start();
            return Optional.of(new ContainerKafka(container));
        } catch (RuntimeException e) {
            log.info("Docker answers, but {} does not start: {}", IMAGE, e.toString());
            container.close();
            return Optional.empty();
        }
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.close();
    }
}
