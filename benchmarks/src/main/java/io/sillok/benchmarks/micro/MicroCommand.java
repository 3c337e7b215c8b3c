package io.sillok.benchmarks.micro;

import java.util.concurrent.Callable;
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

    @Option(names = "--quick", description = "Two seconds to warm up and three to measure: for a first look.")
    private boolean quick;

    @Override
    public Integer call() throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder().include(include);
        new Runner((quick ? options.warmupIterations(2).measurementIterations(3) : options).build()).run();
        return 0;
    }
}
