package io.sillok.local.command;

import io.sillok.local.pipeline.Demo;
import io.sillok.local.pipeline.DemoSummary;
import io.sillok.local.pipeline.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sillok demo}: everything on one machine with the sample logs. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Runs everything on this machine over a capture of logs, and serves the page.",
            "Starts a real Kafka broker, a real Flink cluster and a real OpenSearch node.",
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "A folder of log files (*.log at any depth; spans/otlp.jsonl if there are spans)."
                    + " Default: samples/shop.")
    private Path logs;

    @Option(names = "--once", description = "End when everything is processed.")
    private boolean once;

    @Option(names = "--json", description = "With --once: print the summary as one JSON object.")
    private boolean json;

    @Option(names = "--keep", description = "With --once: leave OpenSearch and the page up until Ctrl-C.")
    private boolean keep;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the page; 0 for any. Default: 7180, or any.")
    private Integer port;

    @Override
    public Integer call() throws Exception {
        if ((json || keep) && !once) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--json and --keep need --once");
        }
        if (port != null && (port < 0 || port > 65_535)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--port must be 0 to 65535, not " + port);
        }
        Progress progress = Progress.onStandardError();
        Demo demo = Demo.start(Optional.ofNullable(logs), Optional.ofNullable(port), progress);
        try (Interruption interruption = Interruption.closing(demo)) {
            demo.process();
            return once ? summarise(demo, interruption, progress) : serve(demo, interruption, progress);
        }
    }

    private int summarise(Demo demo, Interruption interruption, Progress progress) throws Exception {
        DemoSummary summary = demo.finish();
        if (json) {
            System.out.println(summary.json());
            System.out.flush();
        } else {
            System.out.println(summary.text());
        }
        if (keep) {
            progress.say("the page is at " + demo.pipeline().pageAddress() + " until Ctrl-C");
            int end = interruption.await(demo.pipeline()::failure);
            if (end != ExitCodes.DONE) {
                return end;
            }
        }
        return summary.clean() ? ExitCodes.DONE : ExitCodes.FINDINGS;
    }

    private static int serve(Demo demo, Interruption interruption, Progress progress) throws Exception {
        progress.say("everything is processed; press Ctrl-C to end");
        System.out.println(demo.pipeline().pageAddress());
        System.out.flush();
        return interruption.await(demo.pipeline()::failure);
    }
}
