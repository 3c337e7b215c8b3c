package io.sillok.local.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sillok} without a subcommand shows what there is. */
@Command(
        name = "sillok",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Ships, parses, masks, correlates and searches the logs of PHP shops.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 done with findings, 2 usage or config, 3 a part failed.",
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            DiscoverCommand.class,
            TailCommand.class,
            ParseCommand.class,
            MaskCommand.class,
            GrokCommand.class,
            SearchCommand.class,
            TraceCommand.class,
            IssuesCommand.class,
            TopCommand.class,
            RequestsCommand.class,
            TemplatesCommand.class,
            DumpCommand.class,
            AuditCommand.class,
            DeadCommand.class,
        })
public final class SillokCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
