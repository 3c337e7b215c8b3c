package io.sillok.local.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Flink cluster (JobManager and TaskManager) in this JVM, its REST interface on any free port of loopback.
 * Thread-safe.
 */
public final class FlinkMiniCluster implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FlinkMiniCluster.class);
    private static final long CLOSE_SECONDS = 8;
    private static final long ANSWER_SECONDS = 5;

    private final MiniCluster cluster;
    private final Configuration configuration;
    private final RetainedState state;
    private final URI restAddress;

    private FlinkMiniCluster(MiniCluster cluster, Configuration configuration, RetainedState state, URI restAddress) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.state = state;
        this.restAddress = restAddress;
    }

    /**
     * @param folder for checkpoints, savepoints and temporary files; made if absent
     * @param slots the highest parallelism of a job
     */
    public static FlinkMiniCluster start(Path folder, int slots) throws ServerStartException {
        RetainedState state = new RetainedState(folder.toAbsolutePath());
        Configuration configuration = forLaptop(state, slots);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("127.0.0.1")
                .build());
        try {
            cluster.start();
            URI restAddress = cluster.getRestAddress().get();
            return new FlinkMiniCluster(cluster, configuration, state, restAddress);
        } catch (Exception e) {
            end(cluster);
            throw new ServerStartException(
                    "Flink did not start: " + e + "; check that " + folder + " is writable and has space", e);
        }
    }

    /** An environment to build a job on that has this cluster's parallelism, state backend and checkpoint folder. */
    public StreamExecutionEnvironment environment() {
        return new StreamExecutionEnvironment(new Configuration(configuration));
    }

    /**
     * Starts the job that was built on the environment and returns at once. The client tells the job's status and
     * cancels it.
     */
    public JobClient submit(StreamExecutionEnvironment environment) throws ExecutionException, InterruptedException {
        return submit(environment.getStreamGraph());
    }

    /** As {@link #submit}, but goes on from the newest checkpoint or savepoint that stands in the cluster's folder. */
    public JobClient resume(StreamExecutionEnvironment environment)
            throws IOException, ExecutionException, InterruptedException {
        StreamGraph graph = environment.getStreamGraph();
        state.newest()
                .ifPresent(path -> graph.setSavepointRestoreSettings(
                        SavepointRestoreSettings.forPath(path.toUri().toString(), false)));
        return submit(graph);
    }

    /** Stops the job so that {@link #resume} goes on where it stood; completes with the savepoint's path. */
    public CompletableFuture<String> suspend(JobClient job) {
        return job.stopWithSavepoint(false, state.savepoints().toUri().toString(), SavepointFormatType.CANONICAL);
    }

    /**
     * Ends the sources, lets every window fire and every sink commit, and completes with the savepoint's path when the
     * job is finished. Records that the sources have not read yet are not waited for. Nothing resumes a drained job.
     */
    public CompletableFuture<String> drain(JobClient job) {
        return job.stopWithSavepoint(true, state.drained().toUri().toString(), SavepointFormatType.CANONICAL);
    }

    /** What failed last in a job that runs, ends or has ended here. */
    public Optional<JobFailure> lastFailure(JobClient job) throws InterruptedException {
        try {
            return Optional.ofNullable(cluster.getArchivedExecutionGraph(job.getJobID())
                            .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                            .getFailureInfo())
                    .map(info -> new JobFailure(
                            Instant.ofEpochMilli(info.getTimestamp()),
                            innermost(info.getException()
                                    .deserializeError(getClass().getClassLoader()))));
        } catch (ExecutionException | TimeoutException e) {
            log.warn("The cluster does not tell how the job is: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Messages of faults of disks and networks name a place; any other may quote a log. */
    private static String innermost(Throwable failure) {
        Throwable cause = Stream.iterate(failure, next -> next != null, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .orElse(failure);
        return cause instanceof IOException
                ? cause.toString()
                : cause.getClass().getName();
    }

    private JobClient submit(StreamGraph graph) throws ExecutionException, InterruptedException {
        JobGraph job = graph.getJobGraph();
        cluster.submitJob(job).get();
        return new MiniClusterJobClient(
                job.getJobID(),
                cluster,
                Thread.currentThread().getContextClassLoader(),
                MiniClusterJobClient.JobFinalizationBehavior.NOTHING);
    }

    /** Address of Flink's REST interface and web page. */
    public URI restAddress() {
        return restAddress;
    }

    /** Cancels what still runs and ends the cluster. */
    @Override
    public void close() {
        end(cluster);
    }

    private static void end(MiniCluster cluster) {
        try {
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Flink did not end cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Configuration forLaptop(RetainedState state, int slots) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, slots);
        configuration.set(CoreOptions.TMP_DIRS, state.folder().resolve("tmp").toString());
        // State is on the heap, so managed memory would only lie idle.
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                state.checkpoints().toUri().toString());
        // A cancelled job can be resumed too.
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        return configuration;
    }
}
