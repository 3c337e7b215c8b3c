package io.sillok.local.command;

import io.sillok.tailer.Tailer;
import io.sillok.tailer.TailerConfig;
import io.sillok.tailer.TailerEvents;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok tail}: the sidecar. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Follows the log files of a config into Kafka, until it is told to end.")
public final class TailCommand implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The config, YAML.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        return follow(config);
    }

    /** Follows until the process is told to end; the exit code. */
    public static int follow(Path config) throws Exception {
        TailerConfig tailing = TailerConfig.load(config);
        Tailer tailer = Tailer.start(tailing, InstantSource.system(), TailerEvents.logged());
        try (Interruption interruption = Interruption.closing(tailer)) {
            return interruption.await(() -> tailer.failure().map(error -> "the tailer ended: " + error));
        }
    }
}
