package io.sillok.tailer;

import io.sillok.model.Fields;
import io.sillok.model.Topics;
import io.sillok.model.config.ConfigSection;
import io.sillok.model.config.Suggestion;
import io.sillok.model.framing.Framing;
import io.sillok.tailer.http.ListenAddress;
import io.sillok.tailer.spans.SpanSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads the tailer's YAML. Problems go to the section, which reports them all at the end. */
final class TailerConfigReader {

    static final Set<String> PARSERS = new TreeSet<>(Set.of(
            "nginx.access",
            "nginx.error",
            "php_fpm.error",
            "php_fpm.access",
            "php_fpm.slow",
            "php.error",
            "laravel.line",
            "laravel.json",
            "mariadb.slow",
            "grok",
            "unknown"));

    /** Keys under {@code kubernetes}, and the attributes that they become. */
    private static final Map<String, String> KUBERNETES = Map.of(
            "pod", Fields.K8S_POD,
            "namespace", Fields.K8S_NAMESPACE,
            "container", Fields.K8S_CONTAINER,
            "node", Fields.K8S_NODE);

    private static final Set<String> CONTAINERS = new TreeSet<>(Set.of("cri", "docker", "auto"));
    private static final List<String> STREAM_PARSERS = List.of("stdout_parser", "stderr_parser");

    private TailerConfigReader() {}

    static TailerConfig read(ConfigSection root) {
        Map<String, String> kafka = root.settings("kafka");
        if (kafka.getOrDefault("bootstrap.servers", "").isBlank()) {
            root.problem("kafka", "needs bootstrap.servers: host:port of one or more brokers");
        }
        TailerConfig config = read(root, kafka, root.text("topic", Topics.LOGS_RAW), Optional.of(TailerConfig.STATUS));
        return config.maskedBy(MaskingAtTheEdge.read(root, config.spans().isPresent()));
    }

    static TailerConfig readEmbedded(ConfigSection root) {
        return read(root, Map.of(), Topics.LOGS_RAW, Optional.empty());
    }

    private static TailerConfig read(
            ConfigSection root, Map<String, String> kafka, String topic, Optional<ListenAddress> status) {
        String service = root.text("service");
        String environment = root.text("environment", "");
        String host = root.optionalText("host").orElseGet(TailerConfigReader::hostname);
        Path data = path(root, "data");
        Map<String, String> resource = kubernetes(root.section("kubernetes"));
        List<FileGroup> files = root.sections("files").stream()
                .map(section -> group(section, service, environment, resource))
                .toList();
        if (files.isEmpty()) {
            root.problem("files", "must list at least one group of files with paths and parser");
        }
        return new TailerConfig(
                host,
                data,
                topic,
                kafka,
                files,
                duration(root, "quiet_time", TailerConfig.QUIET_TIME, Duration.ofMillis(50), Duration.ofMinutes(1)),
                duration(
                        root,
                        "discovery_interval",
                        TailerConfig.DISCOVERY_INTERVAL,
                        Duration.ofMillis(100),
                        Duration.ofHours(1)),
                duration(root, "rotated_wait", TailerConfig.ROTATED_WAIT, Duration.ofSeconds(1), Duration.ofDays(2)),
                duration(
                        root,
                        "checkpoint_interval",
                        TailerConfig.CHECKPOINT_INTERVAL,
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5)),
                root.integer("in_flight_bytes", TailerConfig.IN_FLIGHT_BYTES, 1024 * 1024, 1024 * 1024 * 1024),
                root.section("status").value("listen", status, ListenAddress.EXPECTED, ListenAddress::parse),
                spans(root.section("spans")),
                root.integer("rate_limit", 0, 0, Integer.MAX_VALUE),
                root.integer("open_files", 0, 0, 1_000_000));
    }

    private static Optional<SpanSettings> spans(ConfigSection section) {
        Optional<ListenAddress> listen =
                section.value("listen", Optional.empty(), ListenAddress.EXPECTED, ListenAddress::parse);
        String topic = section.text("topic", Topics.OTLP_SPANS);
        int maxBytes = section.integer("max_bytes", TailerConfig.SPAN_BYTES, 64 * 1024, 16 * 1024 * 1024);
        int inFlight =
                section.integer("in_flight_bytes", TailerConfig.SPAN_BYTES_IN_FLIGHT, 1024 * 1024, 256 * 1024 * 1024);
        if (inFlight < maxBytes) {
            section.problem("in_flight_bytes", "must be at least max_bytes, " + maxBytes);
        }
        return listen.map(address -> new SpanSettings(address, topic, maxBytes, inFlight));
    }

    private static Map<String, String> kubernetes(ConfigSection section) {
        Map<String, String> resource = new TreeMap<>();
        KUBERNETES.forEach((key, attribute) -> section.optionalText(key)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> resource.put(attribute, value)));
        return resource;
    }

    private static FileGroup group(
            ConfigSection section, String service, String environment, Map<String, String> resource) {
        String parser = section.text("parser");
        if (!parser.isEmpty()) {
            known(section, "parser", parser);
        }
        List<String> paths = section.texts("paths", List.of());
        if (paths.isEmpty()) {
            section.problem("paths", "must list at least one path or glob");
        }
        return new FileGroup(
                globs(section, "paths", paths),
                globs(section, "exclude", section.texts("exclude", List.of())),
                parser,
                definition(section),
                section.text("service", service),
                section.text("environment", environment),
                resource);
    }

    /** The container travels in the definition, since who parses must know of it too. */
    private static Map<String, String> definition(ConfigSection section) {
        Map<String, String> definition = new LinkedHashMap<>(section.settings("definition"));
        section.optionalText("container").ifPresent(form -> definition.put(Framing.CONTAINER, form));
        String form = definition.get(Framing.CONTAINER);
        if (form != null && !CONTAINERS.contains(form)) {
            section.problem("container", "must be one of " + String.join(", ", CONTAINERS) + ", not '" + form + "'");
        }
        for (String key : STREAM_PARSERS) {
            String parsers = definition.getOrDefault(key, "");
            if (!parsers.isEmpty() && form == null) {
                section.problem("definition", "has " + key + ", which is for files with container");
            } else if (!parsers.isEmpty()) {
                List<String> names =
                        Stream.of(parsers.split(",", -1)).map(String::strip).toList();
                names.forEach(name -> known(section, "definition", name));
                if (names.size() > 1
                        && !names.stream().allMatch(name -> Framing.of(name).byLine())) {
                    section.problem(
                            "definition",
                            "has in " + key
                                    + " a parser that reads several lines as one record; it cannot share a stream");
                }
            }
        }
        return definition;
    }

    private static void known(ConfigSection section, String key, String parser) {
        if (!PARSERS.contains(parser)) {
            section.problem(
                    key,
                    "names no parser: '" + parser + "'"
                            + Suggestion.nearest(parser, PARSERS)
                                    .map(nearest -> "; did you mean " + nearest + "?")
                                    .orElse("; known: " + String.join(", ", PARSERS)));
        }
    }

    private static List<String> globs(ConfigSection section, String key, List<String> globs) {
        for (String glob : globs) {
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + glob);
            } catch (PatternSyntaxException e) {
                section.problem(key, "has a glob that cannot be read: '" + glob + "' (" + e.getDescription() + ")");
            }
        }
        return globs.stream()
                .map(glob -> glob.startsWith("/") ? glob : Path.of("").toAbsolutePath() + "/" + glob)
                .toList();
    }

    private static Path path(ConfigSection section, String key) {
        String text = section.text(key);
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            section.problem(key, "is no path: " + e.getReason());
            return Path.of("");
        }
    }

    private static Duration duration(
            ConfigSection section, String key, Duration fallback, Duration least, Duration most) {
        Duration duration = section.duration(key, fallback);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            section.problem(key, "must be from " + least.toMillis() + "ms to " + most.toSeconds() + "s");
            return fallback;
        }
        return duration;
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return System.getenv().getOrDefault("HOSTNAME", "localhost");
        }
    }
}
