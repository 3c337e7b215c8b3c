package io.sillok.local.servers;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real session cluster of processes, a JobManager and a TaskManager or two of each, on what a Flink distribution has on its
 * class path and nothing of ours. All end with {@link #close()} and with this process.
 */
public final class StandaloneFlinkCluster implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 3;
    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");

    private final StandaloneFlinkSettings settings;
    private final int slots;
    private final Optional<ChildJvm> zooKeeper;

    /** By their ids, those first that were started first. */
    private final Map<String, ChildJvm> taskManagers = new LinkedHashMap<>();

    /** The one that leads first; by the ports of their REST interfaces. */
    private final Map<Integer, ChildJvm> jobManagers = new LinkedHashMap<>();

    private SessionClusterRest rest;
    private int started;

    private StandaloneFlinkCluster(StandaloneFlinkSettings settings, int slots, int count) throws IOException {
        this.settings = settings;
        this.slots = slots;
        this.zooKeeper = settings.hasStandby()
                ? Optional.of(ChildJvm.start(
                        settings.zooKeeperArguments(), settings.folder().resolve("zookeeper.log")))
                : Optional.empty();
        startJobManager(settings.restPorts().get(0));
        this.rest = leader();
        for (int i = 0; i < count; i++) {
            startTaskManager();
        }
    }

    /**
     * Starts both processes and waits for the slots.
     *
     * @param folder for its configuration, logs and checkpoints
     */
    public static StandaloneFlinkCluster start(Path folder, int slots) throws IOException, InterruptedException {
        return start(folder, slots, 1, false);
    }

    /**
     * The same with a second TaskManager of as many slots, which has nothing to do until the first one is lost.
     *
     * @param standby whether a second JobManager knows the jobs too, and leads when the first one is lost (ZooKeeper says so)
     */
    public static StandaloneFlinkCluster startWithSpare(Path folder, int slots, boolean standby)
            throws IOException, InterruptedException {
        return start(folder, slots, 2, standby);
    }

    private static StandaloneFlinkCluster start(Path folder, int slots, int taskManagers, boolean standby)
            throws IOException, InterruptedException {
        Optional<ServerStartException> last = Optional.empty();
        // Flink must be told its ports, so another process can take one between the choice and the use.
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Path own = folder.resolve("attempt-" + attempt);
                return start(StandaloneFlinkSettings.write(own, slots, standby), slots, taskManagers);
            } catch (ServerStartException e) {
                last = Optional.of(e);
            }
        }
        throw last.orElseThrow();
    }

    private static StandaloneFlinkCluster start(StandaloneFlinkSettings settings, int slots, int taskManagers)
            throws IOException, InterruptedException {
        StandaloneFlinkCluster cluster = new StandaloneFlinkCluster(settings, slots, taskManagers);
        try {
            cluster.awaitSlots(slots * taskManagers);
            // Not earlier, or it might be the one that leads.
            cluster.restoreStandby();
            return cluster;
        } catch (IOException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    public URI restAddress() {
        return rest.address();
    }

    /** Returns the id to run it by. */
    public String uploadJar(Path jar) throws IOException, InterruptedException {
        return rest.uploadJar(jar);
    }

    /** Returns the id of the job. */
    public String run(String jarId, String mainClass, List<String> arguments) throws IOException, InterruptedException {
        return rest.run(jarId, mainClass, arguments, slots, Optional.empty());
    }

    /** As {@code flink run -d}, from the command line; returns the id of the job. */
    public String runByCommand(Path jar, String mainClass, List<String> arguments)
            throws IOException, InterruptedException {
        Path output = settings.folder().resolve("flink-run.log");
        ProcessBuilder command = new ProcessBuilder(settings.runArguments(jar, mainClass, arguments));
        command.environment().put("FLINK_CONF_DIR", settings.folder().toString());
        Process client = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = client.waitFor(START_DEADLINE.toSeconds(), TimeUnit.SECONDS);
            Matcher submitted = SUBMITTED.matcher(Files.readString(output));
            if (!ended || client.exitValue() != 0 || !submitted.find()) {
                throw new ServerStartException("flink run submitted nothing" + LogTail.quote(output));
            }
            return submitted.group(1);
        } finally {
            client.destroyForcibly();
        }
    }

    /** The same with the state of a savepoint or a checkpoint, if there is one. */
    public String run(String jarId, String mainClass, List<String> arguments, int parallelism, Optional<Path> state)
            throws IOException, InterruptedException {
        return rest.run(jarId, mainClass, arguments, parallelism, state);
    }

    /** Lets a job end behind a savepoint; where that is. A job that is just starting its tasks again is asked again. */
    public Path stop(String jobId, Path folder, Duration most) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            try {
                return rest.stop(jobId, folder, most);
            } catch (IOException refused) {
                if (System.nanoTime() > deadline) {
                    throw refused;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** As {@code kill -9} of a TaskManager that works; another one is started. The JobManager sees to its jobs. */
    public void replaceTaskManager() throws IOException, InterruptedException {
        // A JobManager that has just begun to lead knows of none yet.
        awaitSlots(slots);
        List<String> working = rest.workingTaskManagers();
        String victim = taskManagers.keySet().stream()
                .filter(working::contains)
                .findFirst()
                .orElseGet(() -> taskManagers.keySet().iterator().next());
        taskManagers.remove(victim).kill();
        startTaskManager();
    }

    /** Whether a lost JobManager's jobs go on under another one. */
    public boolean keepsJobs() {
        return settings.hasStandby();
    }

    /**
     * As {@code kill -9} of the JobManager that leads. The one that stands by takes its place; if there is none, another one is
     * started, which knows neither jobs nor jars, and slots to submit them to are waited for.
     */
    public void loseJobManager() throws IOException, InterruptedException {
        int port = jobManagers.keySet().iterator().next();
        jobManagers.remove(port).kill();
        if (keepsJobs()) {
            rest = leader();
        } else {
            startJobManager(port);
            awaitSlots(slots);
        }
    }

    /** Starts what stands by in place of one that was lost, and waits until it knows who leads. */
    public void restoreStandby() throws IOException, InterruptedException {
        for (int port : settings.restPorts()) {
            if (!jobManagers.containsKey(port)) {
                startJobManager(port);
                awaitSlots(slots, restOf(port));
            }
        }
    }

    private void startJobManager(int restPort) throws IOException {
        Path log = settings.folder().resolve("jobmanager-" + restPort + ".log");
        jobManagers.put(restPort, ChildJvm.start(settings.jobManagerArguments(restPort), log));
    }

    private SessionClusterRest leader() {
        return restOf(jobManagers.keySet().iterator().next());
    }

    private static SessionClusterRest restOf(int port) {
        return new SessionClusterRest(URI.create("http://127.0.0.1:" + port));
    }

    private void startTaskManager() throws IOException {
        String id = "taskmanager-" + ++started;
        Path log = settings.folder().resolve(id + ".log");
        taskManagers.put(id, ChildJvm.start(settings.taskManagerArguments(id), log));
    }

    /** What Flink's Prometheus reporters of both processes show now. */
    public String metrics() throws IOException, InterruptedException {
        StringBuilder pages = new StringBuilder();
        for (int i = 0; i <= StandaloneFlinkSettings.METRICS_PORTS; i++) {
            try {
                pages.append(new Rest(URI.create("http://127.0.0.1:" + (settings.metricsPort() + i))).text("/metrics"));
            } catch (ConnectException free) {
                // The processes take some of the ports.
                continue;
            }
        }
        return pages.toString();
    }

    /** In Flink's words: {@code RUNNING}, {@code FINISHED}, {@code FAILED}, … */
    public String jobStatus(String jobId) throws IOException, InterruptedException {
        return rest.jobStatus(jobId);
    }

    /** What made the job fail or restart, empty if nothing did. A restart strategy hides it from the status. */
    public String jobExceptions(String jobId) throws IOException, InterruptedException {
        return rest.jobExceptions(jobId);
    }

    public void cancel(String jobId) throws IOException, InterruptedException {
        rest.cancel(jobId);
    }

    @Override
    public void close() {
        processes().forEach(ChildJvm::close);
    }

    private void awaitSlots(int count) throws IOException, InterruptedException {
        awaitSlots(count, rest);
    }

    private void awaitSlots(int count, SessionClusterRest known) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            for (ChildJvm jvm : processes()) {
                if (!jvm.alive()) {
                    throw new ServerStartException("Flink did not start: a process ended early" + jvm.quoteLog());
                }
            }
            if (known.slots() >= count) {
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new ServerStartException("Flink did not start: no slots in " + START_DEADLINE.toSeconds() + " s"
                + processes().stream().map(ChildJvm::quoteLog).collect(Collectors.joining()));
    }

    private List<ChildJvm> processes() {
        return Stream.of(taskManagers.values().stream(), jobManagers.values().stream(), zooKeeper.stream())
                .flatMap(Function.identity())
                .toList();
    }
}
