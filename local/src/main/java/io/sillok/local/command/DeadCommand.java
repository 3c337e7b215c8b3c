package io.sillok.local.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sillok dead}: what no parser took or the index refused. */
@Command(
        name = "dead",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "What no parser took or the index refused: shows it, and reads it again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DeadListCommand.class, DeadReplayCommand.class})
final class DeadCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: list or replay");
    }
}
