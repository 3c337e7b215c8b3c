package io.sillok.local.grok;

import io.sillok.parsers.grok.Grok;
import io.sillok.parsers.grok.GrokMatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Patterns tried on every line of a file, and what came of it. Not thread-safe. */
public final class GrokTrial {

    /** As the job's: what is behind it is not looked at. */
    private static final int MAX_LINE = 1024 * 1024;

    private final GrokMatcher matcher;
    private final int slowestKept;
    private final PriorityQueue<LineReport> slowest = new PriorityQueue<>(Comparator.comparingLong(LineReport::nanos));
    private final Map<String, Long> engines = new LinkedHashMap<>();
    private final long[] results = new long[LineReport.Result.values().length];
    private long lines;
    private long bytes;
    private long steps;

    public GrokTrial(Grok grok, int slowestKept) {
        this.matcher = grok.matcher();
        this.slowestKept = slowestKept;
    }

    /** @param print takes each line's report, as text or JSON */
    public void read(InputStream in, boolean json, Consumer<String> print) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    take(line, buffer, from, i);
                    end(line, json, print);
                    from = i + 1;
                }
            }
            take(line, buffer, from, read);
        }
        if (line.size() > 0) {
            end(line, json, print);
        }
    }

    private static void take(ByteArrayOutputStream line, byte[] buffer, int from, int end) {
        line.write(buffer, from, Math.min(end - from, MAX_LINE - line.size()));
    }

    private void end(ByteArrayOutputStream collected, boolean json, Consumer<String> print) {
        byte[] line = collected.toByteArray();
        collected.reset();
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        long start = System.nanoTime();
        GrokMatcher.Outcome outcome = matcher.match(line, 0, length);
        LineReport report = report(outcome, System.nanoTime() - start, length);
        count(report);
        print.accept(json ? report.json() : report.text());
    }

    private LineReport report(GrokMatcher.Outcome outcome, long nanos, int length) {
        return new LineReport(
                ++lines,
                switch (outcome) {
                    case MATCH -> LineReport.Result.MATCH;
                    case NO_MATCH -> LineReport.Result.NO_MATCH;
                    case OVER_BUDGET -> LineReport.Result.OVER_BUDGET;
                },
                matcher.pattern() + 1,
                matcher.fallback(),
                matcher.steps(),
                nanos,
                length,
                outcome == GrokMatcher.Outcome.MATCH ? matcher.fields() : Map.of());
    }

    private void count(LineReport report) {
        results[report.result().ordinal()]++;
        engines.merge(report.engine(), 1L, Long::sum);
        bytes += report.bytes();
        steps += report.steps();
        slowest.add(report);
        if (slowest.size() > slowestKept) {
            slowest.remove();
        }
    }

    /** Whether each line matches. */
    public boolean allMatch() {
        return results[LineReport.Result.MATCH.ordinal()] == lines;
    }

    private List<LineReport> slowest() {
        return slowest.stream()
                .sorted(Comparator.comparingLong(LineReport::nanos).reversed())
                .toList();
    }

    /** Lines by result and engine, and the slowest ones. */
    public String summary() {
        StringBuilder text = new StringBuilder(lines + " lines");
        for (LineReport.Result result : LineReport.Result.values()) {
            if (results[result.ordinal()] > 0) {
                text.append(", ").append(results[result.ordinal()]).append(' ').append(result.words());
            }
        }
        text.append('\n');
        engines.forEach((engine, count) ->
                text.append(engine).append(": ").append(count).append('\n'));
        text.append("%d steps for %d bytes%n".formatted(steps, bytes));
        for (LineReport report : slowest()) {
            text.append("slow: line %d, %d bytes, %.1f µs, %d steps, %s%n"
                    .formatted(report.number(), report.bytes(), report.nanos() / 1e3, report.steps(), report.engine()));
        }
        return text.toString();
    }

    public String summaryJson() {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (LineReport.Result result : LineReport.Result.values()) {
            counts.put(result.words(), results[result.ordinal()]);
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("lines", lines);
        summary.put("results", counts);
        summary.put("engines", engines);
        summary.put("steps", steps);
        summary.put("bytes", bytes);
        summary.put(
                "slowest",
                slowest().stream()
                        .map(report -> Map.of(
                                "line",
                                report.number(),
                                "nanos",
                                report.nanos(),
                                "steps",
                                report.steps(),
                                "bytes",
                                report.bytes()))
                        .toList());
        return LineReport.json(Map.of("summary", summary));
    }
}
