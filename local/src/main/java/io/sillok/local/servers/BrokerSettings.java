package io.sillok.local.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** The settings of a broker that is the whole cluster and shares a laptop's memory with everything else. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MEBIBYTE = 1 << 20;

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.listener.names", CONTROLLER_LISTENER),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            // There is nobody to replicate to.
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            // A lone consumer need not wait for others to join.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // A broker that was killed may not come back before its last session has ended.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // At least what any transactional sink asks for.
            Map.entry(
                    "transaction.max.timeout.ms",
                    Long.toString(Duration.ofHours(1).toMillis())),
            // Topics say how long they keep records; the samples are older than any default.
            Map.entry("log.retention.ms", "-1"),
            Map.entry("log.segment.bytes", Integer.toString(64 * MEBIBYTE)),
            Map.entry("log.index.size.max.bytes", Integer.toString(MEBIBYTE)),
            Map.entry("log.cleaner.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(2 * MEBIBYTE)),
            Map.entry("log.cleaner.io.buffer.size", Integer.toString(MEBIBYTE / 4)),
            Map.entry("metadata.log.segment.bytes", Integer.toString(16 * MEBIBYTE)),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "1"),
            Map.entry("metric.reporters", ""));

    private BrokerSettings() {}

    static Properties of(Path folder, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(FIXED);
        settings.setProperty("log.dirs", folder.toString());
        settings.setProperty(
                "listeners",
                "%s://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(LISTENER, port, CONTROLLER_LISTENER, controllerPort));
        settings.setProperty("advertised.listeners", "%s://127.0.0.1:%d".formatted(LISTENER, port));
        settings.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        return settings;
    }
}
