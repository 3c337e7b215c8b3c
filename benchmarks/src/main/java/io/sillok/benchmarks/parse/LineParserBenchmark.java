package io.sillok.benchmarks.parse;

import java.util.List;
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

    /** Contest and contender. */
    @Param({
        "access/java-grok, map",
        "access/sillok, map",
        "access/sillok, typed",
        "access/sillok, events",
        "access/joni grok, map",
        "access/httpdlog-parser",
        "access/jackson, typed",
        "access/jackson, with texts",
        "malformed/java-grok, map",
        "malformed/sillok, map",
        "nginx.error/java-grok, map",
        "nginx.error/sillok, map",
        "nginx.error/sillok, events",
        "laravel.line/java-grok, map",
        "laravel.line/sillok, map",
        "laravel.line/sillok, events"
    })
    public String contender;

    private LineParser parser;
    private List<Line> lines;
    private int next;

    @Setup
    public void make() {
        int slash = contender.indexOf('/');
        Contest contest = Contest.of(contender.substring(0, slash), LINES);
        parser = contest.contenders().get(contender.substring(slash + 1)).get();
        lines = contest.lines();
    }

    @Benchmark
    public long read() {
        next = next + 1 == LINES ? 0 : next + 1;
        return parser.read(lines.get(next));
    }
}
