package io.sillok.tailer;

import io.sillok.model.FileSlice;
import io.sillok.tailer.SliceSink.DeliveryFailure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at the topic before the first slice: that it is there, and takes the largest slice. */
final class KafkaTopicCheck {

    /** A full slice that does not compress, with its headers. */
    static final int LARGEST_MESSAGE = FileSlice.MAX_BYTES + 96 * 1024;

    /**
     * The client pays for each batch, in time on its thread and on the broker's, so one holds several slices. Its buffer is
     * used again, which that of a slice larger than a batch would not be.
     */
    static final int LARGEST_BATCH = 960 * 1024;

    private KafkaTopicCheck() {}

    /**
     * @return the largest batch that the topic is sure to take
     * @throws TailerStartException if the brokers answer that the topic will not do; that they do not answer, or do not
     *     let this user ask, is only told, since deliveries will show
     */
    static int check(TailerConfig config, TailerEvents events) throws TailerStartException {
        String topic = config.topic();
        String brokers = config.kafka().get("bootstrap.servers");
        try (Admin admin = Admin.create(KafkaSettings.admin(config))) {
            int limit = largestMessage(admin, topic);
            if (limit < LARGEST_MESSAGE) {
                throw new TailerStartException("topic " + topic + " at " + brokers + " takes messages of " + limit
                        + " bytes, slices need " + LARGEST_MESSAGE + "; run: kafka-configs.sh --bootstrap-server "
                        + brokers + " --alter --entity-type topics --entity-name " + topic
                        + " --add-config max.message.bytes=1048588");
            }
            return Math.min(limit, LARGEST_BATCH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TailerStartException("interrupted while asking " + brokers + " for topic " + topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new TailerStartException("topic " + topic + " does not exist at " + brokers
                        + "; make it: kafka-topics.sh --bootstrap-server " + brokers + " --create --topic " + topic
                        + " --partitions 6 --config retention.ms=259200000");
            }
            events.deliveryFailed(new DeliveryFailure(
                    e.getCause().getClass().getSimpleName(),
                    "topic " + topic + " could not be checked at " + brokers + " ("
                            + e.getCause().getClass().getSimpleName() + ")",
                    KafkaSliceSink.mend(e.getCause())));
            return LARGEST_MESSAGE;
        } catch (KafkaException e) {
            throw KafkaSliceSink.unusable(config, e);
        }
    }

    /** One question tells of a missing topic too; who may not ask it may at least ask whether the topic is there. */
    private static int largestMessage(Admin admin, String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config settings =
                    admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return Integer.parseInt(
                    settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                admin.describeTopics(List.of(topic)).allTopicNames().get();
            }
            throw e;
        }
    }
}
