package io.sillok.local.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the processes of a session cluster are started: ports, memory, class path.
 *
 * @param restPorts one for each JobManager: the second one stands by
 */
record StandaloneFlinkSettings(Path folder, List<Integer> restPorts, int metricsPort) {
    /** The processes take the first free ones, also when one is replaced. */
    static final int METRICS_PORTS = 20;

    private static final int HIGHEST_PORT = 65_535;

    // A TaskManager started without Flink's shell scripts must be told every part of its memory.
    private static final String CONFIG = """
            jobmanager.rpc.address: 127.0.0.1
            jobmanager.bind-host: 127.0.0.1
            jobmanager.rpc.port: %d
            rest.address: 127.0.0.1
            rest.bind-address: 127.0.0.1
            taskmanager.host: 127.0.0.1
            taskmanager.bind-host: 127.0.0.1
            taskmanager.numberOfTaskSlots: %d
            taskmanager.cpu.cores: 2.0
            taskmanager.memory.task.heap.size: 256mb
            taskmanager.memory.task.off-heap.size: 0b
            taskmanager.memory.framework.heap.size: 64mb
            taskmanager.memory.framework.off-heap.size: 64mb
            taskmanager.memory.managed.size: 96mb
            taskmanager.memory.network.min: 48mb
            taskmanager.memory.network.max: 48mb
            taskmanager.memory.jvm-metaspace.size: 256mb
            taskmanager.memory.jvm-overhead.min: 64mb
            taskmanager.memory.jvm-overhead.max: 64mb
            io.tmp.dirs: %s
            execution.checkpointing.dir: %s
            execution.checkpointing.incremental: true
            state.backend.type: rocksdb
            metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
            metrics.reporter.prom.port: %d-%d
            heartbeat.interval: 1s
            heartbeat.timeout: 10s
            cluster.registration.max-timeout: 2s
            cluster.registration.error-delay: 1s
            cluster.registration.refused-registration-delay: 1s
            """;

    // What docs/operations.md recommends. ZooKeeper's ticks bound the session: 2 to 20 of them.
    private static final String HIGH_AVAILABILITY = """
            high-availability.type: zookeeper
            high-availability.zookeeper.quorum: 127.0.0.1:%d
            high-availability.storageDir: %s
            high-availability.zookeeper.client.session-timeout: 3 s
            high-availability.zookeeper.client.tolerate-suspended-connections: true
            """;

    private static final String ZOOKEEPER = """
            tickTime=500
            dataDir=%s
            clientPort=%d
            clientPortAddress=127.0.0.1
            admin.enableServer=false
            """;

    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            // They live for seconds; what C2 makes of their code would be ready when they are killed.
            "-XX:TieredStopAtLevel=1",
            // Else /jars/:id/run fails on JDK 17.
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dlog4j2.configurationFile=" + StandaloneFlinkSettings.class.getResource("/log4j2-cluster.xml"));

    // The jars of flink-dist with what they need; a connector or a Jackson there would hide that the job lacks its own.
    private static final Pattern OF_A_DISTRIBUTION = Pattern.compile(
            "(flink-(?!connector-(base|kafka)|test|json)|log4j-|slf4j-api|commons-(cli|collections|compress|io|lang3|math3|text)"
                    + "|kryo|minlog|objenesis|reflectasm|chill|snappy-java|zstd-jni|javassist|jsr305|async-profiler"
                    + "|snakeyaml-engine|frocksdbjni|hash4j|lz4-java|at\\.yawk|pekko).*\\.jar");

    /** @param standby whether another JobManager stands by, and ZooKeeper says which one leads */
    static StandaloneFlinkSettings write(Path folder, int slots, boolean standby) throws IOException {
        Path tmp = Files.createDirectories(folder.resolve("tmp"));
        try (ServerSocket rpc = anyPort();
                ServerSocket rest = anyPort();
                ServerSocket other = anyPort();
                ServerSocket zooKeeper = anyPort();
                ServerSocket metrics = anyPort()) {
            int metricsPort = Math.min(metrics.getLocalPort(), HIGHEST_PORT - METRICS_PORTS);
            String config = CONFIG.formatted(
                    rpc.getLocalPort(),
                    slots,
                    tmp,
                    folder.resolve("checkpoints").toUri(),
                    metricsPort,
                    metricsPort + METRICS_PORTS);
            if (standby) {
                config += HIGH_AVAILABILITY.formatted(
                        zooKeeper.getLocalPort(), folder.resolve("leaders").toUri());
                Files.writeString(
                        folder.resolve("zoo.cfg"),
                        ZOOKEEPER.formatted(folder.resolve("zookeeper"), zooKeeper.getLocalPort()));
            }
            Files.writeString(folder.resolve("config.yaml"), config);
            copyTether(folder.resolve("tether"));
            List<Integer> restPorts =
                    standby ? List.of(rest.getLocalPort(), other.getLocalPort()) : List.of(rest.getLocalPort());
            return new StandaloneFlinkSettings(folder, restPorts, metricsPort);
        }
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    boolean hasStandby() {
        return restPorts.size() > 1;
    }

    List<String> zooKeeperArguments() {
        return arguments(
                List.of("-Xmx64m"),
                List.of(
                        "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain",
                        folder.resolve("zoo.cfg").toString()));
    }

    List<String> jobManagerArguments(int restPort) {
        return arguments(
                List.of("-Xmx256m"),
                List.of(
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "--configDir",
                        folder.toString(),
                        // Behind the mode it would read no more options.
                        "-Drest.port=" + restPort,
                        "-Drest.bind-port=" + restPort,
                        "--executionMode",
                        "cluster"));
    }

    /** @param id by which the JobManager calls it */
    List<String> taskManagerArguments(String id) {
        return arguments(
                List.of("-Xmx320m", "-XX:MaxDirectMemorySize=176m", "-XX:MaxMetaspaceSize=256m"),
                List.of(
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        "--configDir",
                        folder.toString(),
                        "-Dtaskmanager.resource-id=" + id));
    }

    /** A command of its own, which ends when it has submitted the job. */
    List<String> runArguments(Path jar, String mainClass, List<String> ofJob) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(List.of("-Xmx256m", "-cp", classPath(), "org.apache.flink.client.cli.CliFrontend"));
        command.addAll(List.of("run", "-m", "127.0.0.1:" + restPorts.get(0), "-d", "-c", mainClass, jar.toString()));
        command.addAll(ofJob);
        return command;
    }

    private List<String> arguments(List<String> memory, List<String> main) {
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(memory);
        arguments.addAll(List.of("-cp", classPath(), Tethered.class.getName()));
        arguments.addAll(main);
        return arguments;
    }

    private String classPath() {
        Stream<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> OF_A_DISTRIBUTION
                        .matcher(Path.of(entry).getFileName().toString())
                        .matches());
        return Stream.concat(Stream.of(folder.resolve("tether").toString()), jars)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** That one class alone: the rest of our test classes have no business in a cluster. */
    private static void copyTether(Path root) throws IOException {
        String path = Tethered.class.getName().replace('.', '/') + ".class";
        Path copy = root.resolve(path);
        Files.createDirectories(copy.getParent());
        try (InputStream tether = Tethered.class.getResourceAsStream("/" + path)) {
            Files.copy(tether, copy);
        }
    }
}
