package io.sillok.local;

import io.sillok.local.command.ExitCodes;
import io.sillok.local.command.FailureReport;
import io.sillok.local.command.SillokCommand;
import io.sillok.model.config.Suggestion;
import java.util.Set;
import picocli.CommandLine;

/** The {@code sillok} command. Results go to stdout, all else to stderr; exit codes are those of {@link ExitCodes}. */
public final class Sillok {

    private Sillok() {}

    public static void main(String[] args) {
        StandardStreams.useUtf8();
        int exitCode = commandLine().execute(args);
        // System.exit waits a third of a second for threads in native code, as one of an HTTP client always is.
        if (exitCode != ExitCodes.DONE || othersKeepTheProcessAlive()) {
            System.exit(exitCode);
        }
    }

    private static boolean othersKeepTheProcessAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> !thread.isDaemon() && !thread.equals(Thread.currentThread()));
    }

    /** The command with all its subcommands; for tests too. */
    public static CommandLine commandLine() {
        CommandLine sillok = new CommandLine(new SillokCommand());
        CommandLine.IParameterExceptionHandler standard = sillok.getParameterExceptionHandler();
        return sillok.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> isUnknownCommand(wrong, sillok)
                        ? reportUnknown(arguments[0], sillok.getSubcommands().keySet())
                        : standard.handleParseException(wrong, arguments))
                .setExecutionExceptionHandler((failure, command, result) -> FailureReport.print(failure));
    }

    private static boolean isUnknownCommand(CommandLine.ParameterException wrong, CommandLine sillok) {
        return wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                && wrong.getCommandLine() == sillok
                && !unmatched.isUnknownOption();
    }

    private static int reportUnknown(String command, Set<String> commands) {
        System.err.println("sillok: there is no command '" + command + "'"
                + Suggestion.nearest(command, commands)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; there are: " + String.join(", ", commands)));
        return ExitCodes.USAGE;
    }
}
