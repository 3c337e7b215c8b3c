package io.sillok.local.command;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command sets aside what would not fit into memory. */
final class TemporaryFolder {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "Where slices are set aside and rotated files unpacked. Default: the system's.")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    Path path() {
        if (!Files.isDirectory(folder)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--temp must name a folder, not " + folder);
        }
        return folder;
    }
}
