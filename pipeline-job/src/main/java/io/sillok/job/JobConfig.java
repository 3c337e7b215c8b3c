package io.sillok.job;

import io.sillok.job.alerts.AlertConfig;
import io.sillok.job.drop.DropRules;
import io.sillok.job.issues.IssueSettings;
import io.sillok.job.kafka.KafkaEnds;
import io.sillok.job.kafka.ShippedTopic;
import io.sillok.model.Topics;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.config.ConfigSection;
import io.sillok.parsers.FormatCatalog;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.sinks.opensearch.OpenSearchSettings;
import io.sillok.sinks.prometheus.RemoteWriteSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The job's config: ends and settings.
 *
 * @param kafka passed on to consumers and producers as they are; {@code group.id} among them names the job to Kafka
 * @param masking what is changed about the masker's rules
 * @param shippers topics that others than the tailer fill
 */
public record JobConfig(
        Map<String, String> kafka,
        TopicNames topics,
        OpenSearchSettings opensearch,
        Optional<RemoteWriteSettings> prometheus,
        Files files,
        JobSettings settings,
        MaskSettings masking,
        List<ShippedTopic> shippers) {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";
    private static final Duration LEAST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    /** Names of topics. */
    public record TopicNames(String logs, String spans, String dead, String ledger) {

        public static final TopicNames STANDARD =
                new TopicNames(Topics.LOGS_RAW, Topics.OTLP_SPANS, Topics.LOGS_DEAD, Topics.LEDGER);

        static TopicNames from(ConfigSection section) {
            return new TopicNames(
                    section.text("logs", Topics.LOGS_RAW),
                    section.text("spans", Topics.OTLP_SPANS),
                    section.text("dead", Topics.LOGS_DEAD),
                    section.text("ledger", Topics.LEDGER));
        }
    }

    /** JSON lines beside the other ends. */
    public record Files(Optional<Path> events, Optional<Path> metrics) {

        public static final Files NONE = new Files(Optional.empty(), Optional.empty());

        static Files from(ConfigSection section) {
            return new Files(path(section, "events"), path(section, "metrics"));
        }

        private static Optional<Path> path(ConfigSection section, String key) {
            return section.optionalText(key).map(Path::of);
        }
    }

    public JobConfig {
        kafka = Map.copyOf(kafka);
        shippers = List.copyOf(shippers);
    }

    public JobConfig(
            Map<String, String> kafka,
            TopicNames topics,
            OpenSearchSettings opensearch,
            Optional<RemoteWriteSettings> prometheus,
            Files files,
            JobSettings settings,
            MaskSettings masking) {
        this(kafka, topics, opensearch, prometheus, files, settings, masking, List.of());
    }

    /** The consumer group, under which Kafka's tools show how far the job has come. */
    public String group() {
        return kafka.getOrDefault("group.id", "sillok");
    }

    /** @param place path of a file, or an {@code http(s)} or {@code file} URL */
    public static JobConfig load(String place) throws ConfigException {
        if (!place.matches("(?i)(https?|file):.*")) {
            return of(ConfigFile.load(Path.of(place)));
        }
        try (InputStream in = URI.create(place).toURL().openStream()) {
            return of(ConfigFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), place));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    List.of(place + ": cannot be read (" + e.getClass().getSimpleName()
                            + "); name an address that answers with the config from where the job is started"));
        }
    }

    /** @throws ConfigException with all problems of the file */
    public static JobConfig of(ConfigFile file) throws ConfigException {
        ConfigSection root = file.root();
        Map<String, String> kafka = root.settings("kafka");
        if (kafka.getOrDefault(BOOTSTRAP, "").isEmpty()) {
            root.problem("kafka", "needs " + BOOTSTRAP);
        }
        TopicNames topics = TopicNames.from(root.section("topics"));
        OpenSearchSettings opensearch = OpenSearchSettings.from(root.section("opensearch"));
        Optional<RemoteWriteSettings> prometheus = root.has("prometheus")
                ? Optional.of(RemoteWriteSettings.from(root.section("prometheus")))
                : Optional.empty();
        Files files = Files.from(root.section("files"));
        JobSettings settings = settings(root, transactionTimeout(kafka, root));
        MaskSettings masking = MaskSettings.from(root.section("masking"));
        checkTransactions(settings, root);
        List<ShippedTopic> shippers = ShippedTopic.from(root.sections("shippers"));
        checkShippers(shippers, topics, root);
        file.finish();
        return new JobConfig(kafka, topics, opensearch, prometheus, files, settings, masking, shippers);
    }

    private static JobSettings settings(ConfigSection root, Duration transactionTimeout) {
        JobSettings standard = JobSettings.STANDARD;
        ConfigSection checkpoints = root.section("checkpoints");
        ConfigSection state = root.section("state");
        JobSettings.Builder settings = JobSettings.builder()
                .checkpointInterval(atLeast(LEAST_INTERVAL, checkpoints, "interval", standard.checkpointInterval()))
                .checkpointDirectory(checkpoints.optionalText("directory"))
                .window(atLeast(LEAST_WINDOW, root.section("metrics"), "window", standard.window()))
                .fileRetention(atLeast(LEAST_WINDOW, state, "files", standard.fileRetention()))
                .joinPatience(atLeast(LEAST_WINDOW, state, "traces", standard.joinPatience()))
                .rangeRetention(atLeast(LEAST_WINDOW, state, "ranges", standard.rangeRetention()))
                .issues(IssueSettings.from(root.section("issues")))
                .alerts(AlertConfig.from(root.section("alerts")))
                .requests(root.section("requests").flag("records", standard.requests()))
                .drops(DropRules.from(root.sections("drop")))
                .transactionTimeout(transactionTimeout);
        if (root.has("parallelism")) {
            settings.parallelism(Optional.of(root.integer("parallelism", 1, 1, 1024)));
        }
        return settings.build();
    }

    private static void checkShippers(List<ShippedTopic> shippers, TopicNames topics, ConfigSection root) {
        Set<String> taken = new HashSet<>(List.of(topics.logs(), topics.spans(), topics.dead(), topics.ledger()));
        for (ShippedTopic shipper : shippers) {
            if (!taken.add(shipper.topic())) {
                root.problem("shippers", "names " + shipper.topic() + ", which is read or written already");
            }
            if (!shipper.parser().isEmpty()) {
                FormatCatalog.problems(shipper.parser(), shipper.definition())
                        .forEach(problem -> root.problem("shippers", "for " + shipper.topic() + ": " + problem));
            }
        }
    }

    private static Duration transactionTimeout(Map<String, String> kafka, ConfigSection root) {
        String timeout = kafka.getOrDefault(TRANSACTION_TIMEOUT, "");
        if (timeout.isEmpty()) {
            return KafkaEnds.TRANSACTION_TIMEOUT;
        }
        if (!timeout.matches("[1-9][0-9]{0,8}")) {
            root.problem("kafka", "needs a number of milliseconds for " + TRANSACTION_TIMEOUT);
            return KafkaEnds.TRANSACTION_TIMEOUT;
        }
        return Duration.ofMillis(Long.parseLong(timeout));
    }

    /** A transaction is open from one checkpoint to the next, and until that is complete. */
    private static void checkTransactions(JobSettings settings, ConfigSection root) {
        if (settings.transactionTimeout()
                        .compareTo(settings.checkpointInterval().multipliedBy(3))
                < 0) {
            root.problem("kafka", TRANSACTION_TIMEOUT + " must be three times checkpoints.interval or longer");
        }
    }

    private static Duration atLeast(Duration least, ConfigSection section, String key, Duration standard) {
        Duration value = section.duration(key, standard);
        if (value.compareTo(least) < 0) {
            section.problem(key, "must be at least " + least.toMillis() + "ms");
        }
        return value;
    }

    /** Says which servers, never which secrets. */
    @Override
    public String toString() {
        return "JobConfig[" + kafka.get(BOOTSTRAP) + ", " + opensearch.http().url() + "]";
    }
}
