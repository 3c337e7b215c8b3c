package io.sillok.local.command;

import io.sillok.local.pipeline.LocalPipeline;
import io.sillok.local.pipeline.Progress;
import io.sillok.local.pipeline.RunConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok run}: everything on this machine for its own logs, kept in a data folder. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs everything on this machine for its own logs, and keeps it in a data folder.")
final class RunCommand implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The config, YAML.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        Progress progress = Progress.onStandardError();
        RunConfig run = RunConfig.load(config);
        LocalPipeline pipeline = LocalPipeline.start(run.settings(InstantSource.system()), progress);
        try (Interruption interruption = Interruption.closing(pipeline)) {
            progress.say("Kafka takes spans (OTLP) on topic otlp_spans at " + pipeline.bootstrapServers());
            progress.say("press Ctrl-C to end; the next run goes on where this one was");
            System.out.println(pipeline.pageAddress());
            System.out.flush();
            return interruption.await(pipeline::failure);
        }
    }
}
