package io.sillok.local.command;

import io.sillok.local.grok.GrokLint;
import io.sillok.local.grok.GrokTrial;
import io.sillok.local.grok.PatternReport;
import io.sillok.model.config.ConfigException;
import io.sillok.parsers.grok.Grok;
import io.sillok.parsers.grok.GrokSyntaxException;
import io.sillok.parsers.grok.PatternLibrary;
import io.sillok.parsers.grok.PatternSet;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sillok grok}: what a pattern makes of each line of a file, and at what cost. */
@Command(
        name = "grok",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Tries a grok pattern on the lines of a file: what matches, the captures, the engine that answered, the steps.",
            "Captures are printed as they stand in the file, not masked.",
        },
        footer = {"", "Exit codes: 0 every line matches, 1 some do not (--lint: some pattern is not compiled), 2 usage."
        })
final class GrokCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "Such as '%%{COMBINEDAPACHELOG}'; several, each on a line of its own, are tried in order.")
    private String pattern;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The lines; - for standard input, which is the default.")
    private String file = "-";

    @Option(names = "--patterns", paramLabel = "FILE", description = "Definitions, a line each: NAME regex.")
    private List<Path> patterns = List.of();

    @Option(names = "--ecs", description = "The bundled patterns with names of the Elastic Common Schema.")
    private boolean ecs;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of dates that have none. Default: UTC.")
    private String zone;

    @Option(
            names = "--slowest",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of the slowest lines to name (default: ${DEFAULT-VALUE}).")
    private int slowest;

    @Option(names = "--json", description = "A JSON object for each line, and one with the summary at the end.")
    private boolean json;

    @Option(
            names = "--lint",
            description =
                    "Only says which patterns cannot be compiled, and which can blow up: of PATTERN, or of --config.")
    private boolean lint;

    @Option(
            names = "--config",
            paramLabel = "CONFIG",
            description = "For --lint: the config of a tailer or of sillok run.")
    private Path config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigException {
        if (config != null && !lint) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--config goes with --lint");
        }
        if (pattern == null && config == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "a pattern is missing");
        }
        PrintWriter out = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16), false);
        try {
            return config != null
                    ? report(GrokLint.of(config), out)
                    : lint ? report(GrokLint.of(compiled()), out) : attempt(compiled(), out);
        } catch (DefinitionException | GrokSyntaxException e) {
            System.err.println("sillok: " + e.getMessage());
            return ExitCodes.USAGE;
        } finally {
            out.flush();
        }
    }

    private Grok compiled() throws IOException, DefinitionException, GrokSyntaxException {
        PatternLibrary bundled = PatternLibrary.bundled(ecs ? PatternSet.ECS : PatternSet.LEGACY);
        PatternLibrary library = bundled;
        for (Path each : patterns) {
            if (!Files.isReadable(each) || Files.isDirectory(each)) {
                throw new DefinitionException(each + ": cannot be read; name an existing file that this user may read");
            }
            library = library.with(each.toString(), Files.readString(each));
        }
        library.check(bundled);
        ZoneId of = new Definition(zone == null ? Map.of() : Map.of(Definition.ZONE, zone)).zone();
        return Grok.compile(Definition.PATTERN, pattern, library, of);
    }

    private int report(List<PatternReport> reports, PrintWriter out) {
        for (PatternReport each : reports) {
            out.println(json ? each.json() : each.text());
        }
        return reports.stream().anyMatch(PatternReport::isFinding) ? ExitCodes.FINDINGS : ExitCodes.DONE;
    }

    private int attempt(Grok grok, PrintWriter out) throws IOException {
        GrokTrial trial = new GrokTrial(grok, slowest);
        if (file.equals("-")) {
            trial.read(System.in, json, out::println);
        } else {
            Path path = Path.of(file);
            if (!Files.isReadable(path) || Files.isDirectory(path)) {
                System.err.println(
                        "sillok: " + path + ": cannot be read; name an existing file that this user may read");
                return ExitCodes.USAGE;
            }
            try (InputStream in = Files.newInputStream(path)) {
                trial.read(in, json, out::println);
            }
        }
        if (json) {
            out.println(trial.summaryJson());
        } else {
            out.print(trial.summary());
        }
        return trial.allMatch() ? ExitCodes.DONE : ExitCodes.FINDINGS;
    }
}
