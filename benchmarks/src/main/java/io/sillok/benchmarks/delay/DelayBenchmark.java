package io.sillok.benchmarks.delay;

import io.sillok.benchmarks.tail.Machine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sillok bench delay}: writes an access log at a steady rate, with {@code sillok run} on it, and looks in OpenSearch how
 * many lines can be found. The n-th line found is held against the n-th line written.
 */
@Command(
        name = "delay",
        mixinStandardHelpOptions = true,
        description = "From a line written to a line found, with the whole pipeline on this machine.")
public final class DelayBenchmark implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final long TICK_MILLIS = 10;
    private static final long LOOK_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--rate", defaultValue = "2000", description = "Lines a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Of writing (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "Seconds of those that are not counted (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--limit",
            defaultValue = "3",
            description = "Seconds for 99 %% of lines (default: ${DEFAULT-VALUE}).")
    private double limit;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sillok-delay-");
        Path log = Files.createFile(folder.resolve("access.log"));
        Path config = Files.writeString(folder.resolve("sillok.yaml"), """
                service: delay
                host: bench
                data: %s
                page: {port: 0}
                files: [{paths: [%s], parser: nginx.access, definition: {log_format: combined}}]
                """.formatted(folder.resolve("data"), log));
        String machine = Machine.describe();
        double[] delays;
        try (RunningPipeline pipeline = RunningPipeline.start(config)) {
            delays = measure(log, pipeline.openSearch());
        }
        delete(folder);
        Arrays.sort(delays);
        double worst = at(delays, 0.99);
        System.out.printf(
                Locale.ROOT,
                "%s%n%,d lines/s, %,d lines counted; seconds until found: median %.2f, p95 %.2f, p99 %.2f, longest %.2f%n",
                machine,
                rate,
                delays.length,
                at(delays, 0.5),
                at(delays, 0.95),
                worst,
                delays[delays.length - 1]);
        return worst <= limit ? 0 : 1;
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(quantile * sorted.length) - 1)];
    }

    private double[] measure(Path log, URI openSearch) throws IOException, InterruptedException {
        int lines = rate * seconds;
        long[] written = new long[lines];
        long[] found = new long[lines];
        int writes = 0;
        int finds = 0;
        long begun = System.nanoTime();
        long deadline = begun + Duration.ofSeconds(seconds).plus(PATIENCE).toNanos();
        long looked = begun;
        FoundLines index = new FoundLines(openSearch);
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            while (finds < lines) {
                long now = System.nanoTime();
                if (now > deadline) {
                    throw new IOException("only " + finds + " of " + lines + " lines are found");
                }
                int due = (int) Math.min(lines, (now - begun) * rate / 1_000_000_000L);
                String time = TIME.format(OffsetDateTime.now(ZoneOffset.UTC));
                for (; writes < due; writes++) {
                    out.write("203.0.113." + writes % 256 + " - - [" + time + "] \"GET /products/" + writes
                            + " HTTP/1.1\" 200 " + writes % 5000 + " \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"\n");
                    written[writes] = now;
                }
                out.flush();
                if (now - looked > Duration.ofMillis(LOOK_MILLIS).toNanos()) {
                    int known = Math.min(index.count(), writes);
                    looked = System.nanoTime();
                    Arrays.fill(found, finds, Math.max(finds, known), looked);
                    finds = Math.max(finds, known);
                }
                Thread.sleep(TICK_MILLIS);
            }
        }
        double[] delays = new double[lines - rate * warmUp];
        for (int i = 0; i < delays.length; i++) {
            int line = rate * warmUp + i;
            delays[i] = (found[line] - written[line]) / 1e9;
        }
        return delays;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
