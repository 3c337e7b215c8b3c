package io.sillok.local.command;

import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sillok tail}: the sidecar, and how it is doing. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Follows the log files of a config into Kafka, until it is told to end.",
        footer = {
            "",
            "SIGHUP has it read its config again, SIGTERM ends it within 10 s. With --status it exits with 0 ",
            "if the tailer is ready, 1 if it is not, 3 if none runs.",
        })
final class TailCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The config, YAML. With --status it says where to ask; else the default address is.")
    private Path config;

    @Option(names = "--status", description = "Shows how the running tailer is doing, and ends.")
    private boolean status;

    @Option(names = "--json", description = "With --status: as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (json && !status) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--json needs --status");
        }
        if (status) {
            return TailerStatus.ask(address()).print(json);
        }
        if (config == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
        }
        return Following.follow(config);
    }

    private String address() throws Exception {
        if (config == null) {
            return TailerConfig.STATUS.toString();
        }
        Optional<String> address = Tailer.statusAddress(TailerConfig.load(config));
        return address.orElseThrow(() -> new IOException("no tailer runs with " + config
                + " that could be asked: see that it runs, and that status.listen is not off"));
    }
}
