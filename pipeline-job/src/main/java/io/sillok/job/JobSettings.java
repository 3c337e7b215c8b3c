package io.sillok.job;

import io.sillok.job.alerts.AlertSettings;
import io.sillok.job.drop.DropRules;
import io.sillok.job.issues.IssueSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
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
 * @param transactionTimeout after how long Kafka gives up a transaction of dead letters
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
        DropRules drops,
        Duration transactionTimeout) {

    public static final JobSettings STANDARD = builder().build();

    /** As Flink has it. */
    private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);

    /**
     * What died is back within seconds, and the job with it; Flink's own delays grow to a minute and are forgotten after an
     * hour.
     */
    private static final Map<String, String> RESTARTS = Map.of(
            "restart-strategy.type", "exponential-delay",
            "restart-strategy.exponential-delay.initial-backoff", "200 ms",
            "restart-strategy.exponential-delay.max-backoff", "5 s",
            "restart-strategy.exponential-delay.reset-backoff-threshold", "1 min");

    /** Of settings that are standard but for what is said. */
    public static Builder builder() {
        return new Builder();
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
        // A letter's transaction must outlive the checkpoint that it waits for; see LettersInTime.
        Duration usual = environment
                .getConfiguration()
                .getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT)
                .orElse(CHECKPOINT_TIMEOUT);
        Duration share = transactionTimeout.dividedBy(2);
        configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, share.compareTo(usual) < 0 ? share : usual);
        // What waits for a document counts on the order of writes and barriers.
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // Types are immutable where they flow.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        // A cluster whose config says how jobs are restarted has its way.
        if (environment
                .getConfiguration()
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .isEmpty()) {
            RESTARTS.forEach(configuration::setString);
        }
        checkpointDirectory.ifPresent(
                directory -> configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory));
        parallelism.ifPresent(number -> configuration.set(CoreOptions.DEFAULT_PARALLELISM, number));
        environment.configure(configuration);
    }

    /** Names are those of the settings. */
    public static final class Builder {
        private Duration checkpointInterval = Duration.ofSeconds(10);
        private Optional<String> checkpointDirectory = Optional.empty();
        private Optional<Integer> parallelism = Optional.empty();
        private Duration window = Duration.ofSeconds(10);
        private Duration fileRetention = Duration.ofDays(8);
        private Duration joinPatience = Duration.ofMinutes(15);
        private Duration rangeRetention = Duration.ofDays(90);
        private IssueSettings issues = IssueSettings.STANDARD;
        private AlertSettings alerts = AlertSettings.NONE;
        private boolean requests = true;
        private DropRules drops = DropRules.NONE;
        private Duration transactionTimeout = Duration.ofMinutes(15);

        private Builder() {}

        public Builder checkpointInterval(Duration value) {
            checkpointInterval = value;
            return this;
        }

        public Builder checkpointDirectory(Optional<String> value) {
            checkpointDirectory = value;
            return this;
        }

        public Builder parallelism(Optional<Integer> value) {
            parallelism = value;
            return this;
        }

        public Builder window(Duration value) {
            window = value;
            return this;
        }

        public Builder fileRetention(Duration value) {
            fileRetention = value;
            return this;
        }

        public Builder joinPatience(Duration value) {
            joinPatience = value;
            return this;
        }

        public Builder rangeRetention(Duration value) {
            rangeRetention = value;
            return this;
        }

        public Builder issues(IssueSettings value) {
            issues = value;
            return this;
        }

        public Builder alerts(AlertSettings value) {
            alerts = value;
            return this;
        }

        public Builder requests(boolean value) {
            requests = value;
            return this;
        }

        public Builder drops(DropRules value) {
            drops = value;
            return this;
        }

        public Builder transactionTimeout(Duration value) {
            transactionTimeout = value;
            return this;
        }

        public JobSettings build() {
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
                    requests,
                    drops,
                    transactionTimeout);
        }
    }
}
