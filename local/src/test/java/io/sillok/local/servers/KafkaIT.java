package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the pipeline needs of any Kafka; see {@link Kafka} for which one this is run on. */
@ExtendWith(LocalStack.Provider.class)
class KafkaIT {
    @Test
    void keepsCompressedRecordsWithTheirOldTimes(LocalStack stack) throws Exception {
        Instant longAgo = Instant.parse("2019-02-03T04:05:06.789Z");
        Kafka kafka = stack.kafka();
        kafka.createTopics(List.of(TopicSpec.of("kafka-it.old", 2).with("retention.ms", "-1")));

        Records.produce(kafka.bootstrapServers(), "kafka-it.old", longAgo, List.of("one", "two", "three"));

        List<ConsumerRecord<byte[], byte[]>> records = Records.read(kafka.bootstrapServers(), "kafka-it.old", 3);
        assertThat(records)
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("one", "two", "three");
        assertThat(records).extracting(ConsumerRecord::timestamp).containsOnly(longAgo.toEpochMilli());
    }

    @Test
    void creatingATopicAgainOnlyConfiguresIt(LocalStack stack) throws Exception {
        Kafka kafka = stack.kafka();
        TopicSpec topic = TopicSpec.of("kafka-it.again", 2)
                .deletedAfter(Duration.ofDays(7))
                .maxMessageBytes(1 << 20);
        kafka.createTopics(List.of(topic));
        Records.produce(kafka.bootstrapServers(), topic.name(), Instant.now(), List.of("one"));

        kafka.createTopics(List.of(TopicSpec.of(topic.name(), 5).compacted(), TopicSpec.of("kafka-it.another", 1)));

        assertThat(Records.topicConfig(kafka.bootstrapServers(), topic.name()))
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("max.message.bytes", "1048576")
                .containsEntry("retention.ms", "604800000");
        assertThat(Records.partitions(kafka.bootstrapServers(), List.of(topic.name(), "kafka-it.another")))
                .isEqualTo(Map.of(topic.name(), 2, "kafka-it.another", 1));
        assertThat(Records.read(kafka.bootstrapServers(), topic.name(), 1)).hasSize(1);
    }
}
