package io.sillok.local.pipeline;

import io.sillok.job.alerts.AlertConfig;
import io.sillok.job.alerts.AlertSettings;
import io.sillok.job.issues.IssueSettings;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.config.ConfigSection;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.sinks.prometheus.RemoteWriteSettings;
import io.sillok.tailer.TailerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What {@code sillok run} is told: the tailer's keys but {@code kafka} and {@code topic}, and those of the servers.
 *
 * @param kafkaPort 0 for any free one; likewise the others
 * @param pagePort empty for the usual one, or any free one if that is taken
 * @param retention how long raw text is kept in Kafka
 * @param prometheus where the job writes metrics to
 * @param masking what is changed about the masker's rules
 * @param issues how kinds of exceptions are kept
 * @param alerts what people are told of
 */
public record RunConfig(
        TailerConfig tailer,
        int kafkaPort,
        int openSearchPort,
        Optional<Integer> pagePort,
        Duration retention,
        Optional<RemoteWriteSettings> prometheus,
        MaskSettings masking,
        IssueSettings issues,
        AlertSettings alerts) {

    private static final int ANY_PORT = -1;
    private static final Duration RETENTION = Duration.ofDays(2);

    /** @throws ConfigException with all problems of the file at once */
    public static RunConfig load(Path path) throws ConfigException {
        return read(ConfigFile.load(path));
    }

    /** @throws ConfigException with all problems of the file at once */
    public static RunConfig read(ConfigFile file) throws ConfigException {
        ConfigSection root = file.root();
        TailerConfig tailer = TailerConfig.readEmbedded(root);
        int pagePort = port(root.section("page"), ANY_PORT);
        RunConfig config = new RunConfig(
                tailer,
                port(root.section("kafka"), 0),
                port(root.section("opensearch"), 0),
                pagePort == ANY_PORT ? Optional.empty() : Optional.of(pagePort),
                root.duration("retention", RETENTION),
                root.has("prometheus")
                        ? Optional.of(RemoteWriteSettings.from(root.section("prometheus")))
                        : Optional.empty(),
                MaskSettings.from(root.section("masking")),
                IssueSettings.from(root.section("issues")),
                AlertConfig.from(root.section("alerts")));
        file.finish();
        return config;
    }

    private static int port(ConfigSection section, int fallback) {
        return section.integer("port", fallback, 0, 65_535);
    }

    /** @param clock the machine's */
    public LocalSettings settings(InstantSource clock) {
        return new LocalSettings(
                tailer,
                clock,
                false,
                kafkaPort,
                openSearchPort,
                pagePort,
                Optional.of(retention),
                prometheus,
                masking,
                issues,
                alerts);
    }
}
