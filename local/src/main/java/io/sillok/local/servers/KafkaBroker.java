package io.sillok.local.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this JVM, its own controller (KRaft), on loopback, without TLS unless it is told so. Started again in the same
 * folder it has its records, after an unclean end too. At most one at a time in a JVM, for Kafka's way to tell that a
 * broker must die is static. Thread-safe.
 */
public final class KafkaBroker implements AutoCloseable {
    /** Any free port. */
    public static final int ANY_PORT = 0;

    private static final Logger log = LoggerFactory.getLogger(KafkaBroker.class);

    private final int port;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private final FolderLock lock;
    private final CompletableFuture<String> failed;

    private KafkaBroker(
            int port,
            ControllerServer controller,
            BrokerServer broker,
            FolderLock lock,
            CompletableFuture<String> failed) {
        this.port = port;
        this.controller = controller;
        this.broker = broker;
        this.lock = lock;
        this.failed = failed;
    }

    /**
     * Starts a broker and waits until it takes requests.
     *
     * @param folder for its records; made if absent
     * @param port a port, or {@link #ANY_PORT}
     */
    public static KafkaBroker start(Path folder, int port) throws ServerStartException {
        return start(folder, port, Map.of());
    }

    /**
     * Starts a broker that clients have to log in to, or that differs otherwise.
     *
     * @param settings Kafka's own, over those that are usual here; clients come to the listener {@code PLAINTEXT},
     *     whatever its protocol is
     */
    public static KafkaBroker start(Path folder, int port, Map<String, String> settings) throws ServerStartException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            FolderLock lock = FolderLock.take(folder);
            opened.push(lock);
            BrokerSockets sockets = new BrokerSockets();
            opened.push(sockets);
            int boundPort = sockets.bind(BrokerSettings.LISTENER, port);
            int controllerPort = sockets.bind(BrokerSettings.CONTROLLER_LISTENER, ANY_PORT);
            Path data = format(folder.resolve("data"));
            Properties all = BrokerSettings.of(data, boundPort, controllerPort);
            all.putAll(settings);
            KafkaBroker broker = assemble(all, boundPort, sockets, lock);
            opened.push(broker);
            broker.controller.startup();
            broker.broker.startup();
            return broker;
        } catch (Exception e) {
            opened.forEach(KafkaBroker::closeQuietly);
            throw new ServerStartException(BrokerFailure.describe(e, folder), e);
        }
    }

    /** {@code 127.0.0.1:PORT}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Creates the topics that are absent and configures those that are there; never changes their partitions. */
    public void createTopics(List<TopicSpec> topics) throws IOException, InterruptedException {
        Topics.create(bootstrapServers(), topics);
    }

    /** Completes with the reason if the broker can work no longer, for example for want of disk space. */
    public CompletableFuture<String> onFailure() {
        return failed.copy();
    }

    @Override
    public void close() {
        broker.shutdown();
        controller.shutdown();
        closeQuietly(lock);
        Exit.resetHaltProcedure();
        Exit.resetExitProcedure();
    }

    /** Only an empty folder is formatted: the cluster's id in it must outlive restarts. */
    private static Path format(Path data) throws Exception {
        Files.createDirectories(data);
        if (Files.exists(data.resolve("meta.properties"))) {
            return data;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setIgnoreFormatted(true)
                .run();
        return data;
    }

    /** What {@link KafkaRaftServer} does, but with sockets that are bound already and faults that do not end the JVM. */
    private static KafkaBroker assemble(Properties settings, int port, BrokerSockets sockets, FolderLock lock) {
        CompletableFuture<String> failed = new CompletableFuture<>();
        Exit.setHaltProcedure((status, message) -> die(failed, status, message));
        Exit.setExitProcedure((status, message) -> die(failed, status, message));
        KafkaConfig config = new KafkaConfig(settings, false);
        var directories = KafkaRaftServer.initializeLogDirs(config, log, "");
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, directories._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                (name, fatal, action) -> (message, cause) -> {
                    log.error("Fault in {}: {}", name, message, cause);
                    action.run();
                    if (fatal) {
                        failed.complete(name + ": " + message);
                    }
                    return new IllegalStateException(message, cause);
                },
                sockets);
        return new KafkaBroker(
                port,
                new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2()),
                new BrokerServer(shared),
                lock,
                failed);
    }

    /** Kafka would end the whole JVM here; its caller expects never to come back, so it does not. */
    private static void die(CompletableFuture<String> failed, int status, String message) {
        String reason = "Kafka gave up with status " + status + (message == null ? "" : ": " + message);
        log.error(reason);
        failed.complete(reason);
        throw new IllegalStateException(reason);
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.debug("A part of a broker was not closed cleanly", e);
        }
    }
}
