package io.sillok.local.command;

import io.sillok.job.JobConfig;
import io.sillok.local.audit.KafkaAccess;
import io.sillok.local.dead.Letter;
import io.sillok.local.dead.Letters;
import io.sillok.model.Topics;
import io.sillok.model.config.ConfigException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class DeadOptions {

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--job", paramLabel = "FILE", description = "The job's config: its Kafka, topics and OpenSearch.")
    private String job;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "Of dead letters. Default: that of --job, or logs.dead.")
    private String topic;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Only letters whose reason begins so, such as parse. or index.refused.")
    private String reason = "";

    @Option(names = "--format", paramLabel = "NAME", description = "Only letters of this format, such as nginx.access.")
    private String format;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Only the letter with this id; may be given several times.")
    private List<String> ids = List.of();

    Optional<JobConfig> job() throws ConfigException {
        return job == null ? Optional.empty() : Optional.of(JobConfig.load(job));
    }

    KafkaAccess access(Optional<JobConfig> config) throws ConfigException, IOException {
        return kafka.access(config.map(JobConfig::kafka).orElse(Map.of()));
    }

    String topic(Optional<JobConfig> config) {
        return topic != null ? topic : config.map(of -> of.topics().dead()).orElse(Topics.LOGS_DEAD);
    }

    List<Letter> letters(Optional<JobConfig> config) throws ConfigException, IOException {
        return Letters.in(access(config), topic(config)).stream()
                .filter(letter -> letter.reason().startsWith(reason))
                .filter(letter -> format == null || letter.format().equals(format))
                .filter(letter -> ids.isEmpty() || ids.contains(letter.id()))
                .toList();
    }
}
