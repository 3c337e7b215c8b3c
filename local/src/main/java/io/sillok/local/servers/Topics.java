package io.sillok.local.servers;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics as they shall be. */
final class Topics {
    private static final long DEADLINE_SECONDS = 30;

    private Topics() {}

    /**
     * Creates what is absent and gives what exists the configs asked for. The partitions of an existing topic stay as
     * they are: more of them would send the next slice of a file to another partition.
     */
    static void create(String bootstrapServers, List<TopicSpec> topics) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var created = admin.createTopics(
                            topics.stream().map(TopicSpec::asNewTopic).toList())
                    .values();
            for (TopicSpec topic : topics) {
                if (!created(topic, created.get(topic.name()))) {
                    configure(admin, topic);
                }
            }
        }
    }

    private static boolean created(TopicSpec topic, KafkaFuture<Void> creation)
            throws IOException, InterruptedException {
        try {
            await("create topic " + topic.name(), creation);
            return true;
        } catch (IOException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static void configure(Admin admin, TopicSpec topic) throws IOException, InterruptedException {
        Collection<AlterConfigOp> changes = topic.configs().entrySet().stream()
                .map(config -> new AlterConfigOp(
                        new ConfigEntry(config.getKey(), config.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        await(
                "configure topic " + topic.name(),
                admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
    }

    private static void await(String what, KafkaFuture<Void> outcome) throws IOException, InterruptedException {
        try {
            outcome.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("Kafka did not " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("Kafka did not " + what + " in " + DEADLINE_SECONDS + " s", e);
        }
    }
}
