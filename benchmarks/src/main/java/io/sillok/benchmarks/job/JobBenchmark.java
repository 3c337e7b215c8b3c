package io.sillok.benchmarks.job;

import io.sillok.benchmarks.job.JobProcess.Order;
import io.sillok.benchmarks.job.JobProcess.Result;
import io.sillok.benchmarks.tail.AccessLog;
import io.sillok.benchmarks.tail.BrokerProcess;
import io.sillok.benchmarks.tail.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok bench job}: Kafka to nowhere, the job beside a plain one and one that does nothing. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        description = "Kafka to nowhere: the job, one written plainly with java-grok, and lines untouched, in turns.")
public final class JobBenchmark implements Callable<Integer> {

    private static final long LOG_BYTES = 900_000_000;

    @Option(names = "--rounds", defaultValue = "3", description = "Runs of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--lines", defaultValue = "5000000", description = "In each run (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = "--warm-up",
            defaultValue = "3800000",
            description = "Lines of those before the clock starts (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--seconds",
            defaultValue = "100",
            description = "After which the warm-up ends, and again the run (default: ${DEFAULT-VALUE}).")
    private long seconds;

    @Option(
            names = "--form",
            defaultValue = "COMBINED",
            description = "Of the lines, one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Lines form;

    @Option(names = "--only", split = ",", description = "Of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Contender> only = List.of();

    @Option(names = "--backend", defaultValue = "hashmap", description = "Of the state (default: ${DEFAULT-VALUE}).")
    private String backend;

    @Option(names = "--state", description = "Also measure the state that is open behind the last line.")
    private boolean state;

    @Option(names = "--jvm", paramLabel = "OPTION", description = "For the JVMs of the jobs.")
    private List<String> jvmOptions = List.of();

    @Option(names = "--work", paramLabel = "FOLDER", description = "Where the file is kept for the next time.")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"), "sillok-bench");

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        Path sample = Path.of(System.getProperty("sillok.home")).resolve("samples/shop/nginx/access.log");
        Files.createDirectories(work);
        Path log = AccessLog.of(sample, work, LOG_BYTES);
        String machine = Machine.describe();
        Path folder = Files.createTempDirectory(work, "run-");
        Map<Contender, List<Result>> results = new EnumMap<>(Contender.class);
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"))) {
            Input input = Topics.fill(broker.bootstrapServers(), log, form, lines);
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : only.isEmpty() ? List.of(Contender.values()) : only) {
                    Path own = folder.resolve(contender + "-" + round);
                    boolean measured = state && (contender == Contender.SILLOK || contender == Contender.WITH_REQUESTS);
                    Result result = JobProcess.run(
                            new Order(contender, input, warmUp, lines, seconds, backend, own, measured), jvmOptions);
                    results.computeIfAbsent(contender, none -> new ArrayList<>())
                            .add(result);
                    System.err.println("round " + round + ": " + contender.title + ": " + text(result));
                }
            }
        }
        delete(folder);
        System.out.printf(
                "%s; %s lines: %,d, the first %,d or %d s not counted; state: %s; %d rounds%n%n%s",
                machine, form.name().toLowerCase(Locale.ROOT), lines, warmUp, seconds, backend, rounds, table(results));
        return 0;
    }

    private String table(Map<Contender, List<Result>> results) {
        StringBuilder table = new StringBuilder("""
                | job | lines/s | lines for a second of CPU | ours : theirs, lines/s | ours : theirs, CPU | state, bytes |
                |---|---:|---:|---:|---:|---:|
                """);
        List<Result> ours = results.values().iterator().next();
        results.forEach((contender, theirs) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.2f | %.2f | %s |%n",
                contender.title,
                median(theirs, JobBenchmark::rate),
                median(theirs, JobBenchmark::perCpu),
                median(ours, JobBenchmark::rate) / median(theirs, JobBenchmark::rate),
                median(ours, JobBenchmark::perCpu) / median(theirs, JobBenchmark::perCpu),
                stateOf(theirs))));
        return table.toString();
    }

    /** Traces are open for a quarter of an hour, so all are that came; a savepoint may hold some more, never less. */
    private String stateOf(List<Result> results) {
        double all = median(results, result -> (double) result.stateBytes());
        if (all == 0) {
            return "–";
        }
        double each = median(results, result -> (double) result.stateBytes() / Math.max(1, result.arrived()));
        double open = median(results, result -> (double) result.arrived());
        return form == Lines.TRACED
                ? String.format(Locale.ROOT, "%,.0f in all, %,.0f for each of %,.0f open traces", all, each, open)
                : String.format(Locale.ROOT, "%,.0f in all", all);
    }

    private static String text(Result result) {
        return String.format(Locale.ROOT, "%,.0f lines/s, %,.0f for a second of CPU", rate(result), perCpu(result));
    }

    private static double rate(Result result) {
        return result.lines() / result.seconds();
    }

    private static double perCpu(Result result) {
        return result.lines() / result.cpu();
    }

    private static double median(List<Result> results, ToDoubleFunction<Result> of) {
        double[] sorted = results.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
