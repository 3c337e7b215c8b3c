package io.sillok.local.pipeline;

import io.sillok.job.JobConfig;
import io.sillok.job.JobSettings;
import io.sillok.sinks.opensearch.OpenSearchSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The job's config for the servers of a local run. It stays in memory: settings of Prometheus may hold secrets. */
final class LocalJobConfig {

    /** The job's consumer group. */
    static final String GROUP = "sillok";

    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);

    private LocalJobConfig() {}

    static JobConfig of(LocalSettings settings, String bootstrapServers, URI openSearch) {
        return new JobConfig(
                Map.of("bootstrap.servers", bootstrapServers, "group.id", GROUP),
                JobConfig.TopicNames.STANDARD,
                OpenSearchSettings.of(openSearch),
                settings.prometheus(),
                new JobConfig.Files(Optional.empty(), Optional.of(metrics(settings.data()))),
                JobSettings.builder()
                        .checkpointInterval(CHECKPOINTS)
                        .issues(settings.issues())
                        .alerts(settings.alerts())
                        .build(),
                settings.masking());
    }

    /** Each committed sample as one JSON object a line. */
    static Path metrics(Path data) {
        return data.resolve("metrics.jsonl");
    }
}
