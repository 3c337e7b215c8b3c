package io.sillok.local.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the processes of a session cluster are started: ports, memory, class path. */
record StandaloneFlinkSettings(Path folder, int restPort, int metricsPort) {
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
            rest.port: %d
            rest.bind-port: "%d"
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

    static StandaloneFlinkSettings write(Path folder, int slots) throws IOException {
        Path tmp = Files.createDirectories(folder.resolve("tmp"));
        try (ServerSocket rpc = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket rest = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket metrics = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int restPort = rest.getLocalPort();
            int metricsPort = Math.min(metrics.getLocalPort(), HIGHEST_PORT - METRICS_PORTS);
            Files.writeString(
                    folder.resolve("config.yaml"),
                    CONFIG.formatted(
                            rpc.getLocalPort(),
                            restPort,
                            restPort,
                            slots,
                            tmp,
                            folder.resolve("checkpoints").toUri(),
                            metricsPort,
                            metricsPort + METRICS_PORTS));
            copyTether(folder.resolve("tether"));
            return new StandaloneFlinkSettings(folder, restPort, metricsPort);
        }
    }

    URI restAddress() {
        return URI.create("http://127.0.0.1:" + restPort);
    }

    List<String> jobManagerArguments() {
        return arguments(
                List.of("-Xmx256m"),
                List.of(
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "--configDir",
                        folder.toString(),
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
        command.addAll(List.of("run", "-d", "-c", mainClass, jar.toString()));
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
