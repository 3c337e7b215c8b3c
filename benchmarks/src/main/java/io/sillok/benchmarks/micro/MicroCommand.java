package io.sillok.benchmarks.micro;

import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sillok bench micro}: the hot loops under JMH. */
@Command(name = "micro", mixinStandardHelpOptions = true, description = "The hot loops by themselves, with JMH.")
public final class MicroCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            defaultValue = ".*",
            paramLabel = "REGEX",
            description = "Which benchmarks (default: all).")
    private String include;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "Only with this value of a parameter.")
    private Map<String, String> params = Map.of();

    @Option(names = "--quick", description = "Shorter: to see that it runs, and what is allocated.")
    private boolean quick;

    @Override
    public Integer call() throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder().include(include).addProfiler(GCProfiler.class);
        params.forEach((name, value) -> options.param(name, value));
        if (quick) {
            options.warmupIterations(2).measurementIterations(2);
        }
        new Runner(options.build()).run();
        return 0;
    }
}
