package io.sillok.local.pipeline;

import io.sillok.job.JobConfig;
import io.sillok.job.PipelineJob;
import io.sillok.local.servers.FlinkMiniCluster;
import io.sillok.local.servers.JobFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipeline job on the cluster in this JVM; the same graph and config as on any other cluster. */
final class LocalJob {

    private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);

    private final FlinkMiniCluster cluster;
    private final JobClient client;

    private LocalJob(FlinkMiniCluster cluster, JobClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    /** Starts the job, from where an earlier run was if there was one. */
    static LocalJob resume(FlinkMiniCluster cluster, JobConfig config) throws IOException, InterruptedException {
        StreamExecutionEnvironment environment = cluster.environment();
        PipelineJob.build(environment, config);
        try {
            return new LocalJob(cluster, cluster.resume(environment));
        } catch (ExecutionException e) {
            throw new IOException(
                    "the job could not be started: " + e.getCause().getMessage(), e);
        }
    }

    /** Whether it has ended by itself, which it does not do unless it failed. */
    boolean failed() {
        try {
            JobStatus status = client.getJobStatus().get(5, TimeUnit.SECONDS);
            return status == JobStatus.FAILED || status == JobStatus.CANCELED;
        } catch (ExecutionException | TimeoutException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What made it start again, or end. */
    Optional<JobFailure> lastFailure() {
        try {
            return cluster.lastFailure(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Processes to the end what was read, closes all windows and commits, and waits for that. */
    void drain() throws IOException, InterruptedException {
        await(cluster.drain(client), 60);
    }

    /** Stops where it is, to go on there later. */
    void suspend() throws InterruptedException {
        try {
            await(cluster.suspend(client), 4);
        } catch (IOException e) {
            // The last checkpoint stays, and the job goes on from there.
            LOG.warn("no savepoint was taken: {}", e.getMessage());
        }
    }

    private static void await(CompletableFuture<String> savepoint, long seconds)
            throws IOException, InterruptedException {
        try {
            savepoint.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the job did not stop in order: " + e.getMessage(), e);
        }
    }
}
