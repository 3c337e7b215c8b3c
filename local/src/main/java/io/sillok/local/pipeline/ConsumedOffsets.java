package io.sillok.local.pipeline;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group is: the job commits its offsets with each checkpoint. */
final class ConsumedOffsets implements AutoCloseable {

    private final Admin admin;
    private final String group;

    ConsumedOffsets(String bootstrapServers, String group) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.group = group;
    }

    /** Whether the group has read a topic of one partition up to its end as it is now. */
    boolean atEndOf(String topic) throws IOException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        try {
            ListOffsetsResultInfo end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get();
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition);
            return end.offset() == 0 || (committed != null && committed.offset() >= end.offset());
        } catch (ExecutionException e) {
            throw new IOException(
                    "Kafka did not say how far " + topic + " is read: "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
