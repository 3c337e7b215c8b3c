package io.sillok.benchmarks.micro;

import io.sillok.model.framing.Framer;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.LineSink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

/** Cutting a slice's worth of bytes into records: operations of 512 KiB. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"})
@State(Scope.Thread)
public class FramingBenchmark {

    private static final String ACCESS =
            "203.0.113.7 - - [22/Nov/2026:08:57:28 +0000] \"GET /orders/17 HTTP/1.1\" 200 512"
                    + " \"https://shop.example.test/\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101\"\n";
    private static final String LARAVEL = "[2026-11-22 08:57:31] production.ERROR: no route {\"exception\":\"[object]\n"
            + "#0 /srv/app/vendor/laravel/framework/src/Illuminate/Pipeline/Pipeline.php(128): handle()\n"
            + "#1 {main}\n\"}\n";

    @Param({"nginx.access", "laravel.line"})
    public String parser;

    private byte[] bytes;
    private long records;

    @Setup
    public void fill() {
        String record = parser.equals("nginx.access") ? ACCESS : LARAVEL;
        bytes = record.repeat(512 * 1024 / record.length()).getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public long frame() {
        Framer framer = Framing.of(parser).framer();
        framer.accept(bytes, 0, bytes.length, Instant.EPOCH, new LineSink() {
            @Override
            public void frame(long offset, int length, long start, boolean open) {
                records++;
            }

            @Override
            public void lines(long offset, int[] lengths, int count) {
                records += count;
            }
        });
        return records;
    }
}
