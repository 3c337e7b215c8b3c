package io.sillok.benchmarks.parse;

import io.sillok.model.FileId;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.FormatCatalog;
import io.sillok.parsers.RecordBytes;
import io.sillok.parsers.grok.Grok;
import io.sillok.parsers.grok.GrokMatcher;
import io.sillok.parsers.grok.GrokSyntaxException;
import io.sillok.parsers.grok.PatternLibrary;
import io.sillok.parsers.grok.PatternSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok bench hostile}: lines that were made to be slow, for grok's patterns and for each parser. */
@Command(
        name = "hostile",
        mixinStandardHelpOptions = true,
        description = "Lines that were made to be slow: milliseconds of processor time, steps for each byte.")
public final class HostileBenchmark implements Callable<Integer> {

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int TRIES = 3;

    @Option(names = "--bytes", defaultValue = "1048576", description = "Of the long lines (default: ${DEFAULT-VALUE}).")
    private int bytes;

    @Option(
            names = "--limit",
            defaultValue = "50",
            description = "Milliseconds; 1 is the exit code if a line takes longer (default: ${DEFAULT-VALUE}).")
    private double limit;

    private boolean slow;

    @Override
    public Integer call() throws GrokSyntaxException {
        System.out.printf("%-52s %9s %9s %9s %10s%n", "pattern, line", "bytes", "first ms", "ms", "steps/byte");
        for (HostileLine line : HostileLine.FOR_GROK) {
            grok(line, line.usualBytes());
            grok(line, bytes);
        }
        System.out.printf("%n%-16s %9s %9s  %s%n", "parser", "bytes", "worst ms", "on");
        for (String parser : FormatCatalog.names()) {
            if (!parser.equals("grok")) {
                parse(parser);
            }
        }
        return slow ? 1 : 0;
    }

    private void grok(HostileLine hostile, int length) throws GrokSyntaxException {
        GrokMatcher matcher = Grok.compile(
                        "bench", hostile.pattern(), PatternLibrary.bundled(PatternSet.LEGACY), ZoneOffset.UTC)
                .matcher();
        byte[] line = hostile.of(length);
        double first = millis(() -> matcher.match(line, 0, line.length));
        double usual = Double.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            usual = Math.min(usual, millis(() -> matcher.match(line, 0, line.length)));
        }
        slow |= usual > limit;
        System.out.printf(
                "%-52s %9d %9.1f %9.2f %10.2f%n",
                hostile.name(), line.length, first, usual, matcher.steps() / (double) line.length);
    }

    private void parse(String parser) {
        SliceSource source = new SliceSource(FileId.of("bench"), "shop", "", "web-1", "/x.log", parser, Map.of());
        double worst = 0;
        String worstLine = "";
        for (String head : HostileLine.HEADS) {
            for (String piece : HostileLine.PIECES) {
                byte[] line = (head + piece.repeat(bytes / piece.length())).getBytes(StandardCharsets.UTF_8);
                double best = Double.MAX_VALUE;
                for (int i = 0; i < TRIES && best > worst; i++) {
                    best = Math.min(best, millis(() -> {
                        FileParser file = new FileParser(source);
                        file.accept(RecordBytes.whole(line, 0, line.length, 0));
                        file.finish();
                    }));
                }
                if (best > worst) {
                    worst = best;
                    worstLine = head + piece + piece + "...";
                }
            }
        }
        slow |= worst > limit;
        System.out.printf("%-16s %9d %9.1f  %s%n", parser, bytes, worst, worstLine.replace("\n", "\\n"));
    }

    private static double millis(Runnable work) {
        long start = THREAD.getCurrentThreadCpuTime();
        work.run();
        return (THREAD.getCurrentThreadCpuTime() - start) / NANOS_PER_MILLI;
    }
}
