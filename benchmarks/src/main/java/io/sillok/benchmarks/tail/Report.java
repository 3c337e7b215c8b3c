package io.sillok.benchmarks.tail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The numbers as a table in Markdown: medians over the rounds, and the first contender's ratio to each. */
final class Report {

    private static final String HEAD = """
            | shipper | CPU s/GB | MB/s | peak RSS MiB | first record s | idle CPU % of a core | idle RSS MiB | ours : theirs, CPU | ours : theirs, MB/s |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final long bytes;
    private final List<Trial> trials;
    private final List<Idle> idle;

    Report(long bytes, List<Trial> trials, List<Idle> idle) {
        this.bytes = bytes;
        this.trials = trials;
        this.idle = idle;
    }

    String table() {
        List<String> contenders =
                trials.stream().map(Trial::contender).distinct().toList();
        String ours = contenders.get(0);
        return contenders.stream().map(theirs -> row(ours, theirs)).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    /** Every single run, for who doubts medians. */
    String runs() {
        return trials.stream()
                .map(trial -> text(
                        "| %s | %.2f | %.2f | %.0f | %.3f |",
                        trial.contender(),
                        cpuPerGigabyte(trial),
                        speed(trial),
                        trial.peakKiB() / 1024.0,
                        trial.firstRecordSeconds()))
                .collect(Collectors.joining(
                        "\n",
                        "| run | CPU s/GB | MB/s | peak RSS MiB | first record s |\n|---|---:|---:|---:|---:|\n",
                        "\n"));
    }

    private String row(String ours, String theirs) {
        double cpu = median(theirs, this::cpuPerGigabyte);
        double speed = median(theirs, this::speed);
        Optional<Idle> quiet =
                idle.stream().filter(one -> one.contender().equals(theirs)).findFirst();
        return text(
                "| %s | %.2f | %.1f | %.0f | %.2f | %s | %s | %.2f | %.1f |",
                theirs,
                cpu,
                speed,
                median(theirs, trial -> trial.peakKiB() / 1024.0),
                median(theirs, Trial::firstRecordSeconds),
                quiet.map(one -> text("%.2f", one.cpuShare() * 100)).orElse("–"),
                quiet.map(one -> text("%.0f", one.residentKiB() / 1024.0)).orElse("–"),
                median(ours, this::cpuPerGigabyte) / cpu,
                median(ours, this::speed) / speed);
    }

    private double median(String contender, ToDoubleFunction<Trial> of) {
        double[] sorted = trials.stream()
                .filter(trial -> trial.contender().equals(contender))
                .mapToDouble(of)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double cpuPerGigabyte(Trial trial) {
        return trial.cpuSeconds() / (bytes / 1e9);
    }

    private double speed(Trial trial) {
        return bytes / 1e6 / trial.seconds();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
