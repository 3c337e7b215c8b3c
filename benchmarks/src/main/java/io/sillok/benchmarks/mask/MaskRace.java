package io.sillok.benchmarks.mask;

import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQueryAnalyzer;
import io.sillok.parsers.mask.LineMasker;
import io.sillok.parsers.mask.MaskTally;
import io.sillok.parsers.mask.SqlForm;
import io.sillok.parsers.mask.SqlMasker;
import io.sillok.parsers.mask.TextMasker;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sillok bench mask}: what {@link MaskBenchmark} measures, in turns in one JVM and by the thread's processor time, so
 * that other work on the machine takes less part in it.
 */
@Command(
        name = "mask",
        mixinStandardHelpOptions = true,
        description = "Masking of statements, records and clean text, beside OpenTelemetry's analyzer of SQL.")
public final class MaskRace implements Callable<Integer> {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private record Contender(String name, String[] texts, UnaryOperator<String> masker) {}

    @Option(names = "--rounds", defaultValue = "15", description = "Of 200 ms for each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    /** What is masked goes here, so that none of it is left out. */
    private long characters;

    @Override
    public Integer call() {
        List<Contender> contenders = contenders();
        double[][] rates = new double[contenders.size()][rounds];
        for (int round = -3; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                double rate = perSecond(contenders.get(i));
                if (round >= 0) {
                    rates[i][round] = rate;
                }
            }
        }
        System.out.println("median and best of " + rounds + " rounds, by the thread's processor time");
        for (int i = 0; i < contenders.size(); i++) {
            Arrays.sort(rates[i]);
            print(contenders.get(i), rates[i][rounds / 2], rates[i][rounds - 1]);
        }
        return characters == 0 ? 1 : 0;
    }

    private static List<Contender> contenders() {
        SqlMasker sql = new SqlMasker();
        SqlMasker news = new SqlMasker();
        TextMasker texts = new TextMasker();
        LineMasker lines = new LineMasker();
        SqlQueryAnalyzer peer = SqlQueryAnalyzer.create(true);
        UnaryOperator<String> analyze = text ->
                peer.analyze(text, SqlDialect.DOUBLE_QUOTES_ARE_STRING_LITERALS).getQueryText();
        return List.of(
                new Contender("clean text", MaskInputs.clean(), text -> texts.mask(text, new MaskTally())),
                new Contender(
                        "quoted statement",
                        MaskInputs.quoted(),
                        text -> sql.mask(text, SqlForm.QUOTED, new MaskTally())),
                new Contender("  OpenTelemetry", MaskInputs.quoted(), analyze),
                new Contender(
                        "  of new shapes",
                        MaskInputs.newShapes(),
                        text -> news.mask(text, SqlForm.QUOTED, new MaskTally())),
                new Contender(
                        "unquoted statement",
                        MaskInputs.unquoted(),
                        text -> sql.mask(text, SqlForm.UNQUOTED, new MaskTally())),
                new Contender("  OpenTelemetry", MaskInputs.unquoted(), analyze),
                new Contender("Laravel record", MaskInputs.records(), text -> lines.mask(text, new MaskTally())),
                new Contender("  two failures", MaskInputs.doubleRecords(), text -> lines.mask(text, new MaskTally())));
    }

    private double perSecond(Contender contender) {
        long begun = THREADS.getCurrentThreadCpuTime();
        long count = 0;
        long taken;
        do {
            for (String text : contender.texts()) {
                characters += contender.masker().apply(text).length();
            }
            count += contender.texts().length;
            taken = THREADS.getCurrentThreadCpuTime() - begun;
        } while (taken < 200_000_000L);
        return count * 1e9 / taken;
    }

    private static void print(Contender contender, double median, double best) {
        double length = Arrays.stream(contender.texts())
                .mapToInt(String::length)
                .average()
                .orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%-20s %5.0f B %,12.0f/s %8.1f MB/s   best %,12.0f/s %8.1f MB/s%n",
                contender.name(),
                length,
                median,
                median * length / 1e6,
                best,
                best * length / 1e6);
    }
}
