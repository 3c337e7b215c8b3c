package io.sillok.benchmarks.parse;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sillok bench grok}: all contenders in turns in one JVM, so that what disturbs the machine disturbs all of them.
 * Counted is the processor time of the thread, not the clock's.
 */
@Command(
        name = "grok",
        mixinStandardHelpOptions = true,
        description = "A line to its fields: lines per second of processor time, bytes allocated for each.")
public final class GrokBenchmark implements Callable<Integer> {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Long enough for the compiler to settle. */
    private static final int WARM_UP_ROUNDS = 8;

    @Option(
            names = "--rounds",
            defaultValue = "15",
            description = "Of each after warming up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--lines", defaultValue = "4000", description = "Different lines (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--millis", defaultValue = "100", description = "Length of a round (default: ${DEFAULT-VALUE}).")
    private int millis;

    @Option(names = "--only", split = ";", description = "Names of those to take part, with ; between them.")
    private List<String> only = List.of();

    @Option(
            names = "--contest",
            split = ",",
            description = "access, malformed, nginx.error, laravel.line (default: all).")
    private List<String> contests = List.of();

    @Override
    public Integer call() {
        for (Contest contest : Contest.all(lines)) {
            if (contests.isEmpty() || contests.contains(contest.name())) {
                contest.requireSameMaps();
                report(contest.title(), race(contest));
            }
        }
        return 0;
    }

    private record Speed(double linesPerSecond, double bytesPerLine, double matched) {}

    private Map<String, Speed> race(Contest contest) {
        Map<String, LineParser> parsers = new LinkedHashMap<>();
        contest.contenders().forEach((name, parser) -> {
            if (only.isEmpty() || only.contains(name)) {
                parsers.put(name, parser.get());
            }
        });
        Map<String, Speed[]> speeds = new LinkedHashMap<>();
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (Map.Entry<String, LineParser> parser : parsers.entrySet()) {
                Speed speed = run(parser.getValue(), contest.lines());
                if (round >= 0) {
                    speeds.computeIfAbsent(parser.getKey(), unseen -> new Speed[rounds])[round] = speed;
                }
            }
        }
        Map<String, Speed> medians = new LinkedHashMap<>();
        speeds.forEach((name, all) -> {
            Arrays.sort(all, (a, b) -> Double.compare(a.linesPerSecond, b.linesPerSecond));
            medians.put(name, all[all.length / 2]);
        });
        return medians;
    }

    private Speed run(LineParser parser, List<Line> file) {
        long deadline = THREAD.getCurrentThreadCpuTime() + millis * 1_000_000L;
        long start = THREAD.getCurrentThreadCpuTime();
        long allocated = THREAD.getCurrentThreadAllocatedBytes();
        long count = 0;
        long matched = 0;
        long now = start;
        while (now < deadline) {
            for (int i = 0; i < 250; i++) {
                matched += parser.read(file.get((int) (count % file.size()))) == LineParser.NO_MATCH ? 0 : 1;
                count++;
            }
            now = THREAD.getCurrentThreadCpuTime();
        }
        double bytes = THREAD.getCurrentThreadAllocatedBytes() - allocated;
        return new Speed(count * 1e9 / (now - start), bytes / count, matched / (double) count);
    }

    private static void report(String title, Map<String, Speed> speeds) {
        System.out.println(title);
        Speed reference = speeds.get(Contest.JAVA_GROK);
        System.out.printf("  %-20s %12s %10s %9s %8s%n", "", "lines/s", "B/line", "matched", "ratio");
        speeds.forEach((name, speed) -> System.out.printf(
                "  %-20s %,12.0f %10.0f %8.1f%% %8s%n",
                name,
                speed.linesPerSecond,
                speed.bytesPerLine,
                100 * speed.matched,
                reference == null ? "" : "x%.1f".formatted(speed.linesPerSecond / reference.linesPerSecond)));
    }
}
