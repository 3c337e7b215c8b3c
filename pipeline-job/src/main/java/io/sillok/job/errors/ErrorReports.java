package io.sillok.job.errors;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The reports of errors that share one {@link ErrorKey}: which log told how often of which kind. Every error stands at most
 * once in a log, so there were as many as the log says that tells most; logs of several hosts tell different errors. All
 * figures only grow, whatever the order of reports, so nothing is waited for and nothing taken back. Not thread-safe.
 */
final class ErrorReports {

    static final TypeInformation<ErrorReports> TYPE = WireTypeInformation.mutable(ErrorReports.class, Format.class);

    /** Beyond it a report counts as one of those known. */
    private static final int MOST_ENTRIES = 256;

    private static final int MOST_TRACES = 256;

    /**
     * @param kind the fingerprint, empty where it is not known
     * @param comparable whether logs of other formats have the same fingerprint for it
     */
    record Report(String format, String host, String path, String kind, boolean comparable) {}

    /**
     * What a report brought.
     *
     * @param error it is an error that no other report has told
     * @param kind and the first that says of what kind it is
     */
    record Gain(boolean error, boolean kind) {
        boolean nothing() {
            return !error && !kind;
        }
    }

    private final Map<Report, Integer> reports = new LinkedHashMap<>();
    private final Set<Long> traces = new LinkedHashSet<>();
    private int errors;
    private int kinds;

    /** @param trace low half of the trace id, 0 if there is none */
    Gain add(Report report, long trace) {
        int ofKind = errorsOf(report.kind);
        if (reports.containsKey(report) || reports.size() < MOST_ENTRIES) {
            reports.merge(report, 1, Integer::sum);
        }
        if (trace != 0 && traces.size() < MOST_TRACES) {
            traces.add(trace);
        }
        int now = Math.max(Math.max(byKind(), byFormat(any -> true)), traces.size());
        boolean error = now > errors;
        errors = now;
        boolean kind = !report.kind.isEmpty() && errorsOf(report.kind) > ofKind && kinds < errors;
        kinds += kind ? 1 : 0;
        return new Gain(error, kind);
    }

    private int byKind() {
        Set<String> known = new LinkedHashSet<>();
        for (Report report : reports.keySet()) {
            if (report.comparable && !report.kind.isEmpty()) {
                known.add(report.kind);
            }
        }
        return known.stream().mapToInt(this::errorsOf).sum();
    }

    private int errorsOf(String kind) {
        return byFormat(report -> report.kind.equals(kind));
    }

    /** Of the formats the one that tells most, over its hosts; of a host's files the one that tells most. */
    private int byFormat(Predicate<Report> which) {
        Map<String, Map<String, Map<String, Integer>>> formats = new HashMap<>();
        reports.forEach((report, times) -> {
            if (which.test(report)) {
                formats.computeIfAbsent(report.format, key -> new HashMap<>())
                        .computeIfAbsent(report.host, key -> new HashMap<>())
                        .merge(report.path, times, Integer::sum);
            }
        });
        return formats.values().stream()
                .mapToInt(hosts ->
                        hosts.values().stream().mapToInt(ErrorReports::most).sum())
                .max()
                .orElse(0);
    }

    private static int most(Map<String, Integer> byPath) {
        Collection<Integer> times = byPath.values();
        return times.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The wire form. */
    public static final class Format implements Wire<ErrorReports> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ErrorReports known, DataOutput out) throws IOException {
            out.writeInt(known.errors);
            out.writeInt(known.kinds);
            out.writeInt(known.reports.size());
            for (Map.Entry<Report, Integer> entry : known.reports.entrySet()) {
                Report report = entry.getKey();
                out.writeUTF(report.format);
                out.writeUTF(report.host);
                out.writeUTF(report.path);
                out.writeUTF(report.kind);
                out.writeBoolean(report.comparable);
                out.writeInt(entry.getValue());
            }
            out.writeInt(known.traces.size());
            for (long trace : known.traces) {
                out.writeLong(trace);
            }
        }

        @Override
        public ErrorReports read(DataInput in) throws IOException {
            ErrorReports known = new ErrorReports();
            known.errors = in.readInt();
            known.kinds = in.readInt();
            for (int left = in.readInt(); left > 0; left--) {
                Report report = new Report(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readBoolean());
                known.reports.put(report, in.readInt());
            }
            for (int left = in.readInt(); left > 0; left--) {
                known.traces.add(in.readLong());
            }
            return known;
        }
    }
}
