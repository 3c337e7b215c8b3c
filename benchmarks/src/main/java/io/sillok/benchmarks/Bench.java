package io.sillok.benchmarks;

import io.sillok.benchmarks.delay.DelayBenchmark;
import io.sillok.benchmarks.job.JobBenchmark;
import io.sillok.benchmarks.mask.MaskRace;
import io.sillok.benchmarks.micro.MicroCommand;
import io.sillok.benchmarks.parse.GrokBenchmark;
import io.sillok.benchmarks.parse.HostileBenchmark;
import io.sillok.benchmarks.tail.TailBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sillok bench}: without a name, the sidecar beside its peers. */
@Command(
        name = "sillok bench",
        mixinStandardHelpOptions = true,
        description = "Measures Sillok on this machine.",
        subcommands = {
            TailBenchmark.class,
            GrokBenchmark.class,
            HostileBenchmark.class,
            MaskRace.class,
            JobBenchmark.class,
            DelayBenchmark.class,
            MicroCommand.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        CommandLine bench = new CommandLine(new Bench());
        bench.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("sillok: " + (failure.getMessage() == null ? failure : failure.getMessage()));
            return 3;
        });
        System.exit(bench.execute(args.length == 0 ? new String[] {"tail"} : args));
    }
}
