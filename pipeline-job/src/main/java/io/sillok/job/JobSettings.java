package io.sillok.job;

import io.sillok.job.alerts.AlertSettings;
import io.sillok.job.drop.DropRules;
import io.sillok.job.issues.IssueSettings;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How the job works, whatever its ends are.
 *
 * @param checkpointInterval also how long a metric sample or a ledger entry may wait to be shown
 * @param checkpointDirectory URI; without one the cluster's is used
 * @param parallelism without one the cluster's default is used
 * @param window length of the windows of metrics
 * @param fileRetention after how long without a slice a file is taken to be at its end
 * @param joinPatience how long an event waits for its span
 * @param rangeRetention after how long without a slice it is forgotten which bytes of a file were accepted
 * @param requests whether requests are put together, and lines without ids tied to them
 * @param drops which events are counted and not shown
 */
public record JobSettings(
        Duration checkpointInterval,
        Optional<String> checkpointDirectory,
        Optional<Integer> parallelism,
        Duration window,
        Duration fileRetention,
        Duration joinPatience,
        Duration rangeRetention,
        IssueSettings issues,
        AlertSettings alerts,
        boolean requests,
        DropRules drops) {

    public static final JobSettings STANDARD = new JobSettings(
            Duration.ofSeconds(10),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofDays(8),
            Duration.ofMinutes(15),
            Duration.ofDays(90),
            IssueSettings.STANDARD,
            AlertSettings.NONE,
            true,
            DropRules.NONE);

    public JobSettings withCheckpointInterval(Duration interval) {
        return new JobSettings(
                interval,
                checkpointDirectory,
                parallelism,
                window,
                fileRetention,
                joinPatience,
                rangeRetention,
                issues,
                alerts,
                requests,
                drops);
    }

    public JobSettings with(IssueSettings otherIssues, AlertSettings otherAlerts) {
        return new JobSettings(
                checkpointInterval,
                checkpointDirectory,
                parallelism,
                window,
                fileRetention,
                joinPatience,
                rangeRetention,
                otherIssues,
                otherAlerts,
                requests,
                drops);
    }

    public JobSettings withoutRequests() {
        return new JobSettings(
                checkpointInterval,
                checkpointDirectory,
                parallelism,
                window,
                fileRetention,
                joinPatience,
                rangeRetention,
                issues,
                alerts,
                false,
                drops);
    }

    void applyTo(StreamExecutionEnvironment environment) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // A store that is down holds up checkpoints; that is no reason to restart, which would not bring it back.
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        // What waits for a document counts on the order of writes and barriers.
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // Types are immutable where they flow.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        checkpointDirectory.ifPresent(
                directory -> configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory));
        parallelism.ifPresent(number -> configuration.set(CoreOptions.DEFAULT_PARALLELISM, number));
        environment.configure(configuration);
    }
}
