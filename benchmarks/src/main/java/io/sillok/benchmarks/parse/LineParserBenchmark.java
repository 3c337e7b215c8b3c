package io.sillok.benchmarks.parse;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The contenders of {@link GrokBenchmark} one by one, each in a JVM of its own. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
@State(Scope.Thread)
public class LineParserBenchmark {

    private static final int LINES = 4_000;

    @Param({
        LineParsers.REFERENCE,
        LineParsers.SILLOK_MAP,
        LineParsers.SILLOK_TYPED,
        LineParsers.JONI,
        LineParsers.HTTPDLOG,
        LineParsers.JACKSON
    })
    public String parser;

    @Param({"false", "true"})
    public boolean malformed;

    private LineParser contender;
    private List<AccessLine> lines;
    private int next;

    @Setup
    public void make() {
        Random random = new Random(216);
        contender = LineParsers.of(parser);
        lines = malformed ? AccessLine.malformed(LINES, random) : AccessLine.lines(LINES, 0.01, random);
    }

    @Benchmark
    public long read() {
        next = next + 1 == LINES ? 0 : next + 1;
        return contender.read(lines.get(next));
    }
}
