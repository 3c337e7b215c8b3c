package io.sillok.local.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A real session cluster of two processes, a JobManager and a TaskManager, on what a Flink distribution has on its class
 * path and nothing of ours. Both end with {@link #close()} and with this process.
 */
public final class StandaloneFlinkCluster implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 3;

    private final ChildJvm jobManager;
    private final ChildJvm taskManager;
    private final SessionClusterRest rest;

    private StandaloneFlinkCluster(ChildJvm jobManager, ChildJvm taskManager, SessionClusterRest rest) {
        this.jobManager = jobManager;
        this.taskManager = taskManager;
        this.rest = rest;
    }

    /**
     * Starts both processes and waits for the slots.
     *
     * @param folder for its configuration, logs and checkpoints
     */
    public static StandaloneFlinkCluster start(Path folder, int slots) throws IOException, InterruptedException {
        Optional<ServerStartException> last = Optional.empty();
        // Flink must be told its ports, so another process can take one between the choice and the use.
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return start(StandaloneFlinkSettings.write(folder.resolve("attempt-" + attempt), slots), slots);
            } catch (ServerStartException e) {
                last = Optional.of(e);
            }
        }
        throw last.orElseThrow();
    }

    private static StandaloneFlinkCluster start(StandaloneFlinkSettings settings, int slots)
            throws IOException, InterruptedException {
        Path folder = settings.folder();
        ChildJvm jobManager = ChildJvm.start(settings.jobManagerArguments(), folder.resolve("jobmanager.log"));
        ChildJvm taskManager = ChildJvm.start(settings.taskManagerArguments(), folder.resolve("taskmanager.log"));
        StandaloneFlinkCluster cluster =
                new StandaloneFlinkCluster(jobManager, taskManager, new SessionClusterRest(settings.restAddress()));
        try {
            cluster.awaitSlots(slots);
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
        return rest.run(jarId, mainClass, arguments);
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
        taskManager.close();
        jobManager.close();
    }

    private void awaitSlots(int slots) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            for (ChildJvm jvm : List.of(jobManager, taskManager)) {
                if (!jvm.alive()) {
                    throw new ServerStartException("Flink did not start: a process ended early" + jvm.quoteLog());
                }
            }
            if (rest.slots() >= slots) {
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new ServerStartException("Flink did not start: no slots in " + START_DEADLINE.toSeconds() + " s"
                + jobManager.quoteLog() + taskManager.quoteLog());
    }
}
