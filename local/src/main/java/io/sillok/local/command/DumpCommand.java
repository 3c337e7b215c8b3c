package io.sillok.local.command;

import io.sillok.local.audit.SliceDump;
import io.sillok.local.audit.SliceTopic;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sillok dump}: what the tailer shipped, as it stands in Kafka. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Prints the records that stand in a topic of slices as raw bytes, each ended by a newline.",
            "One file after the other, in the order in which they first appear, partition by partition; up to where the"
                    + " topic ends when the command starts. What is printed is not masked.",
            "Bytes of a file that are not there are told on standard error, and the exit code is 1."
        })
final class DumpCommand implements Callable<Integer> {

    private static final int BUFFER = 256 * 1024;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TemporaryFolder temporary;

    @Option(names = "--topic", paramLabel = "NAME", description = "The topic. Default: that of -c, or logs.raw.")
    private String topic;

    @Option(
            names = "--dedupe",
            description =
                    "Each byte of a file once and in the order of the file, as the job takes them; without it, all"
                            + " that arrived as it arrived, what was sent again included.")
    private boolean dedupe;

    @Option(
            names = "--file",
            paramLabel = "GLOB",
            description = "Only files of this path or id; may be given several times.")
    private List<String> files = List.of();

    @Option(names = "--with-names", description = "Prints a line with path and file id before each file.")
    private boolean names;

    @Override
    public Integer call() throws Exception {
        SliceDump.Form form = new SliceDump.Form(dedupe, names, selected(), temporary.path());
        OutputStream out = new BufferedOutputStream(new CheckedOutput(System.out), BUFFER);
        try (SliceTopic slices = SliceTopic.open(kafka.access(), topic == null ? kafka.topic() : topic)) {
            SliceDump.Findings findings = SliceDump.print(slices, form, out);
            findings.notes().forEach(note -> System.err.println("sillok: " + note));
            findings.faults().forEach(fault -> System.err.println("sillok: " + fault));
            return findings.faults().isEmpty() ? ExitCodes.DONE : ExitCodes.FINDINGS;
        }
    }

    private SelectedFiles selected() {
        try {
            return new SelectedFiles(files);
        } catch (PatternSyntaxException e) {
            throw wrong("--file is no path, id or glob: '" + e.getPattern() + "'");
        }
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }
}
