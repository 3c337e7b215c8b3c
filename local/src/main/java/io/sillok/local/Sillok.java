package io.sillok.local;

import io.sillok.local.command.ExitCodes;
import io.sillok.local.command.SillokCommand;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.Suggestion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The {@code sillok} command. Results go to stdout, all else to stderr; exit codes are those of {@link ExitCodes}. */
public final class Sillok {

    private Sillok() {}

    public static void main(String[] args) {
        // Logs are UTF-8 whatever the terminal's locale says.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
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
                .setExecutionExceptionHandler((failure, command, result) -> report(failure));
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

    private static int report(Exception failure) {
        if (failure instanceof ConfigException config) {
            config.problems().forEach(problem -> System.err.println("sillok: " + problem));
            return ExitCodes.USAGE;
        }
        System.err.println("sillok: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        // Only now: setting up logs takes longer than many a command.
        LoggerFactory.getLogger(Sillok.class).debug("the command failed", failure);
        return ExitCodes.PART_FAILED;
    }
}
