package io.sillok.tailer;

import io.sillok.model.Topics;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.config.ConfigSection;
import io.sillok.model.edge.EdgeMasker;
import io.sillok.tailer.http.ListenAddress;
import io.sillok.tailer.spans.SpanSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tailer is told.
 *
 * @param host part of every file's identity, so it must not change while a checkpoint lives
 * @param data folder of the checkpoint; one tailer at a time
 * @param kafka settings passed to the producer as they are, over Sillok's defaults
 * @param quietTime after this time without a new byte a multi-line record is shipped, open
 * @param discoveryInterval how often the globs are looked at
 * @param rotatedWait how long a renamed or deleted file must be quiet until it is let go
 * @param checkpointInterval how often positions are saved
 * @param inFlightBytes how much may be read that Kafka has not acknowledged
 * @param status where metrics and health can be asked
 * @param spans how spans are taken from tracers on this machine
 * @param rateLimit how many bytes are read a second at most; 0 for no limit
 * @param openFiles if more logs are open than that, quiet ones are closed until they change; 0 for what the process may open
 * @param edge what masks records before they leave this host; empty if they leave as they are
 */
public record TailerConfig(
        String host,
        Path data,
        String topic,
        Map<String, String> kafka,
        List<FileGroup> files,
        Duration quietTime,
        Duration discoveryInterval,
        Duration rotatedWait,
        Duration checkpointInterval,
        int inFlightBytes,
        Optional<ListenAddress> status,
        Optional<SpanSettings> spans,
        long rateLimit,
        int openFiles,
        Optional<EdgeMasker> edge) {

    static final Duration QUIET_TIME = Duration.ofSeconds(1);
    static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(1);
    static final Duration ROTATED_WAIT = Duration.ofMinutes(15);
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    static final int SPAN_BYTES = 4 * 1024 * 1024;
    static final int SPAN_BYTES_IN_FLIGHT = 8 * 1024 * 1024;
    static final int IN_FLIGHT_BYTES = 4 * 1024 * 1024;
    public static final ListenAddress STATUS = new ListenAddress("127.0.0.1", 7181);

    public TailerConfig {
        kafka = Map.copyOf(kafka);
        files = List.copyOf(files);
    }

    /** One that masks nothing. */
    public TailerConfig(
            String host,
            Path data,
            String topic,
            Map<String, String> kafka,
            List<FileGroup> files,
            Duration quietTime,
            Duration discoveryInterval,
            Duration rotatedWait,
            Duration checkpointInterval,
            int inFlightBytes,
            Optional<ListenAddress> status,
            Optional<SpanSettings> spans,
            long rateLimit,
            int openFiles) {
        this(
                host,
                data,
                topic,
                kafka,
                files,
                quietTime,
                discoveryInterval,
                rotatedWait,
                checkpointInterval,
                inFlightBytes,
                status,
                spans,
                rateLimit,
                openFiles,
                Optional.empty());
    }

    /** A config with all defaults but no status page, for a tailer that another program runs. */
    public static TailerConfig of(String host, Path data, Map<String, String> kafka, List<FileGroup> files) {
        return new TailerConfig(
                host,
                data,
                Topics.LOGS_RAW,
                kafka,
                files,
                QUIET_TIME,
                DISCOVERY_INTERVAL,
                ROTATED_WAIT,
                CHECKPOINT_INTERVAL,
                IN_FLIGHT_BYTES,
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /** @throws ConfigException with all problems of the file at once */
    public static TailerConfig load(Path path) throws ConfigException {
        return read(ConfigFile.load(path));
    }

    /** @throws ConfigException with all problems of the file at once */
    public static TailerConfig read(ConfigFile file) throws ConfigException {
        TailerConfig config = TailerConfigReader.read(file.root());
        file.finish();
        return config;
    }

    /**
     * Reads the keys of a program that runs the tailer with a broker of its own: all but {@code kafka} and {@code topic}.
     * The caller ends the file.
     */
    public static TailerConfig readEmbedded(ConfigSection root) {
        return TailerConfigReader.readEmbedded(root);
    }

    /** The same files, with a data folder and a broker that are known only now. */
    public TailerConfig into(Path folder, Map<String, String> broker) {
        return new TailerConfig(
                host,
                folder,
                topic,
                broker,
                files,
                quietTime,
                discoveryInterval,
                rotatedWait,
                checkpointInterval,
                inFlightBytes,
                status,
                spans,
                rateLimit,
                openFiles,
                edge);
    }

    /** The same with a masker of the same rules, which counts on. */
    TailerConfig maskedBy(Optional<EdgeMasker> masker) {
        return new TailerConfig(
                host,
                data,
                topic,
                kafka,
                files,
                quietTime,
                discoveryInterval,
                rotatedWait,
                checkpointInterval,
                inFlightBytes,
                status,
                spans,
                rateLimit,
                openFiles,
                masker);
    }

    TailerConfig withStatus(ListenAddress address) {
        return new TailerConfig(
                host,
                data,
                topic,
                kafka,
                files,
                quietTime,
                discoveryInterval,
                rotatedWait,
                checkpointInterval,
                inFlightBytes,
                Optional.of(address),
                spans,
                rateLimit,
                openFiles,
                edge);
    }

    /** Without Kafka's settings but the brokers: the others may be secrets. */
    @Override
    public String toString() {
        return "TailerConfig[host=" + host + ", data=" + data + ", topic=" + topic + ", brokers="
                + kafka.get("bootstrap.servers") + ", files=" + files + "]";
    }
}
