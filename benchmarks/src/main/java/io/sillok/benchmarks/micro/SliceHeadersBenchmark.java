package io.sillok.benchmarks.micro;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Headers of a full slice of access log lines. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"})
@State(Scope.Thread)
public class SliceHeadersBenchmark {

    private static final int LINE_BYTES = 170;

    private final FileSlice slice = slice();

    @Benchmark
    public Map<String, byte[]> encode() {
        return SliceHeaders.encode(slice);
    }

    private static FileSlice slice() {
        int[] lengths = new int[FileSlice.MAX_BYTES / LINE_BYTES];
        Arrays.fill(lengths, LINE_BYTES);
        return new FileSlice(
                new SliceSource(FileId.of("web-1", 7), "shop", "", "web-1", "/a.log", "nginx.access", Map.of()),
                1 << 30,
                lengths,
                OptionalLong.empty(),
                false,
                new byte[lengths.length * LINE_BYTES],
                Instant.EPOCH);
    }
}
