package io.sillok.local.command;

import io.sillok.local.audit.KafkaAccess;
import io.sillok.local.pipeline.LocalFolders;
import io.sillok.local.pipeline.RunConfig;
import io.sillok.local.pipeline.RunningInstance;
import io.sillok.model.Topics;
import io.sillok.model.config.ConfigException;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which Kafka a command reads: that of a tailer's config, the one named, or that of the demo or run that is up here. */
final class KafkaOptions {

    private static final String BOOTSTRAP = "bootstrap.servers";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "A tailer's config: its Kafka and its topic; or the config of a run that is up here.")
    private Path config;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "A broker. Default: that of -c, or of the demo or run that is up here.")
    private String bootstrapServer;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's client, such as security.protocol and sasl.jaas.config.")
    private Path kafkaConfig;

    private Optional<TailerConfig> loaded = Optional.empty();

    /** The tailer's config, if one was named. */
    Optional<TailerConfig> tailer() throws ConfigException {
        if (config != null && loaded.isEmpty()) {
            loaded = Optional.of(load());
        }
        return loaded;
    }

    private TailerConfig load() throws ConfigException {
        try {
            return TailerConfig.load(config);
        } catch (ConfigException problems) {
            try {
                return LocalFolders.tailerOf(RunConfig.load(config));
            } catch (ConfigException notOneOfARun) {
                throw problems;
            }
        }
    }

    /** The topic that the tailer ships to. */
    String topic() throws ConfigException {
        return tailer().map(TailerConfig::topic).orElse(Topics.LOGS_RAW);
    }

    KafkaAccess access() throws ConfigException, IOException {
        return access(Map.of());
    }

    /** @param others settings that count if no tailer's config is named, such as the job's */
    KafkaAccess access(Map<String, String> others) throws ConfigException, IOException {
        Map<String, String> settings = new HashMap<>(
                KafkaAccess.connecting(tailer().map(TailerConfig::kafka).orElse(others)));
        settings.putAll(named());
        if (bootstrapServer != null) {
            settings.put(BOOTSTRAP, bootstrapServer);
        }
        if (!settings.containsKey(BOOTSTRAP)) {
            settings.put(BOOTSTRAP, ofRunning());
        }
        return new KafkaAccess(settings);
    }

    private Map<String, String> named() throws ConfigException {
        Map<String, String> settings = new HashMap<>();
        if (kafkaConfig != null) {
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(kafkaConfig)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigException(List.of(kafkaConfig + ": cannot be read ("
                        + e.getClass().getSimpleName() + "); name an existing file of properties"));
            }
            properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        }
        return settings;
    }

    private String ofRunning() throws IOException {
        return RunningInstance.newest(LocalFolders.running())
                .map(RunningInstance::kafka)
                .filter(kafka -> !kafka.isEmpty())
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        "no Kafka is named and no demo or run is up on this machine: name one with -c FILE or"
                                + " --bootstrap-server HOST:PORT"));
    }
}
