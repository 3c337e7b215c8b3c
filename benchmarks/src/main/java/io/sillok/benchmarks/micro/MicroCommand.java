package io.sillok.benchmarks.micro;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
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

    @Override
    public Integer call() throws Exception {
        new Runner(new OptionsBuilder().include(include).build()).run();
        return 0;
    }
}
