package io.sillok.local.servers;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it shall be. A topic of one replica, for a broker that is the whole cluster.
 *
 * @param configs Kafka's own topic settings by name; what is not named follows the broker
 */
public record TopicSpec(String name, int partitions, Map<String, String> configs) {
    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition, not " + partitions);
        }
        configs = Map.copyOf(configs);
    }

    public static TopicSpec of(String name, int partitions) {
        return new TopicSpec(name, partitions, Map.of());
    }

    /** Deletes records older than that by their own timestamp, so old logs with their own times would go at once. */
    public TopicSpec deletedAfter(Duration retention) {
        return with(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE)
                .with(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    }

    /** Keeps the last record of each key. */
    public TopicSpec compacted() {
        return with(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    /** The largest batch, as compressed, that the broker takes. */
    public TopicSpec maxMessageBytes(int bytes) {
        return with(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    }

    public TopicSpec with(String config, String value) {
        Map<String, String> more = new HashMap<>(configs);
        more.put(config, value);
        return new TopicSpec(name, partitions, more);
    }

    NewTopic asNewTopic() {
        return new NewTopic(name, partitions, (short) 1).configs(configs);
    }
}
