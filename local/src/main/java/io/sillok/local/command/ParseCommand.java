package io.sillok.local.command;

import io.sillok.local.parse.FileParsing;
import io.sillok.model.EventJson;
import io.sillok.model.config.ConfigException;
import io.sillok.parsers.fpm.SlowRequests;
import io.sillok.parsers.mask.MaskSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sillok parse}: log files in, events as JSON Lines out, parsed and masked; no servers needed. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints the events of log files as JSON Lines, parsed and masked.")
final class ParseCommand implements Callable<Integer> {

    @Option(
            names = "--parser",
            paramLabel = "NAME",
            description = "The parser, such as nginx.access or laravel.line; without it the format is detected.")
    private String parser;

    @Option(
            names = "--log-format",
            paramLabel = "TEXT",
            description =
                    "nginx's log_format text, or the name combined; FPM's access.format with --parser php_fpm.access.")
    private String logFormat;

    @Option(
            names = "--escape",
            paramLabel = "WAY",
            description = "How nginx escaped the values of --log-format: default, json or none.")
    private String escape;

    @Option(names = "--pattern", paramLabel = "GROK", description = "The grok pattern of --parser grok.")
    private String pattern;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of times that have none, such as Europe/Berlin. Default: UTC.")
    private String zone;

    @Option(
            names = "--container",
            paramLabel = "FORM",
            description = "Who wrapped the lines of a container's log: cri, docker or auto. Detected without it.")
    private String container;

    @Option(
            names = "--stdout-parser",
            paramLabel = "NAME,…",
            description =
                    "The parsers of a container's stdout, if not that of --parser; the first that takes a line has it.")
    private String stdoutParser;

    @Option(names = "--stderr-parser", paramLabel = "NAME,…", description = "The same for its stderr.")
    private String stderrParser;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "What is changed about the masker's rules, as under masking in the job's config.")
    private Path rules;

    @Option(names = "--service", paramLabel = "NAME", description = "The service that wrote the logs.")
    private String service = "";

    @Option(
            names = "--explain",
            description = "Tells for each record which steps were tried, what each took, and what was masked.")
    private boolean explain;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Log files.")
    private List<Path> files;

    @Override
    public Integer call() throws IOException, ConfigException {
        MaskSettings masking = rules == null ? MaskSettings.standard() : MaskSettings.load(rules);
        int exitCode = ExitCodes.DONE;
        OutputStream out = new BufferedOutputStream(System.out, 64 * 1024);
        List<FileParsing> parsings = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                System.err.println(
                        "sillok: " + file + ": " + (Files.isDirectory(file) ? "is a folder" : "cannot be read")
                                + "; name an existing file that this user may read");
                exitCode = ExitCodes.USAGE;
            } else {
                parsings.add(
                        FileParsing.of(file, service, parser, definition()).masking(masking));
            }
        }
        SlowRequests requests = slowRequests(parsings);
        for (FileParsing parsing : parsings) {
            if (explain) {
                Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                parsing.explain(text, requests::joined);
                text.flush();
            } else {
                parsing.run(
                        event -> {
                            out.write(EventJson.bytes(event));
                            out.write('\n');
                        },
                        requests::joined);
            }
        }
        out.flush();
        return exitCode;
    }

    /** FPM's error log knows the URLs of its slow log, so it is looked through first. */
    private static SlowRequests slowRequests(List<FileParsing> parsings) throws IOException {
        SlowRequests requests = new SlowRequests();
        boolean wanted =
                parsings.stream().anyMatch(parsing -> parsing.source().parser().equals("php_fpm.slow"));
        for (FileParsing parsing : parsings) {
            if (wanted && parsing.source().parser().equals("php_fpm.error")) {
                parsing.look(requests::notice);
            }
        }
        return requests;
    }

    private Map<String, String> definition() {
        Map<String, String> definition = new LinkedHashMap<>();
        String formatKey = "php_fpm.access".equals(parser) ? "access_format" : "log_format";
        put(definition, formatKey, logFormat);
        put(definition, "escape", escape);
        put(definition, "pattern", pattern);
        put(definition, "zone", zone);
        put(definition, "container", container);
        put(definition, "stdout_parser", stdoutParser);
        put(definition, "stderr_parser", stderrParser);
        return definition;
    }

    private static void put(Map<String, String> definition, String key, String value) {
        if (value != null) {
            definition.put(key, value);
        }
    }
}
