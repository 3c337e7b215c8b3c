package io.sillok.benchmarks.job;

import io.sillok.benchmarks.tail.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job in a JVM of its own, so that none is slower for what another one has done to the compiler. */
final class JobProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PARALLELISM = 2;
    private static final int LOOKS_BETWEEN_QUESTIONS = 50;

    private JobProcess() {}

    /**
     * How a run is made.
     *
     * @param warmUp lines before the clock starts
     * @param lines with those
     * @param seconds after which either part ends, for who does not take all lines by then
     */
    record Order(
            Contender contender,
            Input input,
            long warmUp,
            long lines,
            long seconds,
            String backend,
            Path folder,
            boolean state) {

        private List<String> arguments() {
            return List.of(
                    contender.name(),
                    input.bootstrapServers(),
                    input.slices(),
                    input.lines(),
                    input.spans(),
                    input.pattern(),
                    Long.toString(warmUp),
                    Long.toString(lines),
                    Long.toString(seconds),
                    backend,
                    folder.toString(),
                    Boolean.toString(state));
        }

        private static Order of(String[] arguments) {
            return new Order(
                    Contender.valueOf(arguments[0]),
                    new Input(arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]),
                    Long.parseLong(arguments[6]),
                    Long.parseLong(arguments[7]),
                    Long.parseLong(arguments[8]),
                    arguments[9],
                    Path.of(arguments[10]),
                    Boolean.parseBoolean(arguments[11]));
        }
    }

    /**
     * What came of it, after the warm-up.
     *
     * @param seconds of the clock
     * @param cpu seconds of user and system time of the whole process
     * @param stateBytes of a savepoint behind the last line; 0 if none was asked for
     * @param arrived lines when that was begun, those of the warm-up too
     */
    record Result(long lines, double seconds, double cpu, long stateBytes, long arrived) {

        private static Result parse(String line) {
            String[] fields = line.split(" ", -1);
            return new Result(
                    Long.parseLong(fields[0]),
                    Double.parseDouble(fields[1]),
                    Double.parseDouble(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[4]));
        }

        @Override
        public String toString() {
            return lines + " " + seconds + " " + cpu + " " + stateBytes + " " + arrived;
        }
    }

    /** Runs it and waits for its end. */
    static Result run(Order order, List<String> jvmOptions) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Jvm.executable(),
                "-Xms2g",
                "-Xmx2g",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=classpath:io/sillok/local/logging-command.xml"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", Jvm.classPath(), JobProcess.class.getName()));
        command.addAll(order.arguments());
        Files.createDirectories(order.folder());
        Path log = order.folder().resolve("log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        Thread end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            Optional<String> result = output.lines().reduce((earlier, later) -> later);
            if (process.waitFor() != 0 || result.isEmpty()) {
                throw new IOException(order.contender().title + " failed, see " + log);
            }
            return Result.parse(result.get());
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println(work(Order.of(arguments)));
        System.exit(0);
    }

    private static Result work(Order order) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration(order));
        order.contender().graph().build(environment, order.input());
        JobClient job = environment.executeAsync(order.contender().name());
        await(order.warmUp(), order.seconds(), job);
        long begun = System.nanoTime();
        long cpuBefore = cpu();
        long before = Arrived.lines();
        await(order.lines(), order.seconds(), job);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpu = (cpu() - cpuBefore) / 1e9;
        long lines = Arrived.lines() - before;
        long arrived = Arrived.lines();
        return new Result(lines, seconds, cpu, order.state() ? state(job, order.folder()) : 0, arrived);
    }

    private static Configuration configuration(Order order) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.TMP_DIRS, order.folder().resolve("tmp").toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        configuration.set(StateBackendOptions.STATE_BACKEND, order.backend());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                order.folder().resolve("checkpoints").toUri().toString());
        return configuration;
    }

    /** Until so many lines are through, or so many seconds over. */
    private static void await(long lines, long seconds, JobClient job) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int looks = 0; Arrived.lines() < lines && System.nanoTime() < end; looks++) {
            // To ask is work for the cluster, which is measured.
            if (looks % LOOKS_BETWEEN_QUESTIONS == 0 && job.getJobStatus().get() == JobStatus.FAILED) {
                throw new IOException("it failed after " + Arrived.lines() + " of " + lines + " lines");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long state(JobClient job, Path folder) throws Exception {
        Path savepoints = folder.resolve("savepoints");
        job.triggerSavepoint(savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(savepoints)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(JobProcess::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
