package io.sillok.job.issues;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The exceptions of one kind, summed up: masked text and figures only. Bounded to some 30 KiB. Not thread-safe.
 *
 * <p>Times are milliseconds since the epoch, of the events.
 */
final class Issue {

    static final TypeInformation<Issue> TYPE = WireTypeInformation.mutable(Issue.class, Format.class);

    private static final int MOST_TRACES = 10;
    private static final int MOST_ROUTES = 20;
    private static final int MOST_RELEASES = 20;
    private static final int MOST_FORMATS = 8;

    /** Times the usual time between two events. */
    private static final int UNUSUAL = 10;

    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_STACK = 16_000;

    /** Shown of the last event that has them, by the attribute's name. */
    private static final Map<String, Integer> SHOWN = Map.of(
            Fields.EXCEPTION_TYPE, LONGEST_TEXT,
            Fields.EXCEPTION_MESSAGE, LONGEST_TEXT,
            Fields.EXCEPTION_STACKTRACE, LONGEST_STACK);

    /** What an event did to the issue. */
    enum Change {
        /** It is the first of its kind. */
        NEW,
        /** It is the first after a long quiet, or in a new release after one that is long for this issue. */
        REGRESSED,
        /** It is one more. */
        AGAIN
    }

    long count;
    long firstSeen;
    long lastSeen;
    long regressedAt;
    long regressions;

    /** In which it came back, if that is told. */
    String regressedRelease = "";

    final Map<String, String> shown = new LinkedHashMap<>();
    final List<String> traces = new ArrayList<>();
    final Map<String, Long> routes = new LinkedHashMap<>();
    final Map<String, Long> releases = new LinkedHashMap<>();
    final TreeSet<String> formats = new TreeSet<>();
    DistinctCount users = new DistinctCount();
    DistinctCount allRoutes = new DistinctCount();

    /** Whether the document in the index knows less; processing time of the timer that will tell it, 0 if none is set. */
    long tellAt;

    /** When it was last folded, of processing time. */
    long touchedAt;

    /** Processing time at which to look whether it can be forgotten. */
    long forgetAt;

    Change add(LogEvent event, long time, String route, IssueSettings settings) {
        Optional<String> release = Affected.release(event);
        Change change = change(time, release, settings);
        if (change == Change.REGRESSED) {
            regressedAt = time;
            regressions++;
            regressedRelease = release.orElse("");
        }
        firstSeen = count == 0 ? time : Math.min(firstSeen, time);
        boolean newest = count == 0 || time >= lastSeen;
        lastSeen = count == 0 ? time : Math.max(lastSeen, time);
        count++;
        SHOWN.forEach((attribute, most) -> show(attribute, event, most, newest));
        showPlace(event, newest);
        event.traceId().map(TraceId::hex).ifPresent(this::addTrace);
        if (!route.isEmpty()) {
            allRoutes.add(route);
            count(route, routes, MOST_ROUTES);
        }
        Affected.user(event).ifPresent(users::add);
        release.ifPresent(this::countRelease);
        event.text(Fields.LOG_FORMAT)
                .filter(format -> formats.size() < MOST_FORMATS)
                .ifPresent(formats::add);
        return change;
    }

    private void show(String attribute, LogEvent event, int most, boolean newest) {
        event.text(attribute)
                .filter(text -> newest || !shown.containsKey(attribute))
                .ifPresent(text -> shown.put(attribute, text.substring(0, Math.min(text.length(), most))));
    }

    /** File and line are one place: of two events they would be none. */
    private void showPlace(LogEvent event, boolean newest) {
        if (event.text(Fields.CODE_FILE).isPresent() && (newest || !shown.containsKey(Fields.CODE_FILE))) {
            show(Fields.CODE_FILE, event, LONGEST_TEXT, true);
            if (event.attributes().get(Fields.CODE_LINE) instanceof Number line) {
                shown.put(Fields.CODE_LINE, Long.toString(line.longValue()));
            } else {
                shown.remove(Fields.CODE_LINE);
            }
        }
    }

    private Change change(long time, Optional<String> release, IssueSettings settings) {
        if (count == 0) {
            return Change.NEW;
        }
        long quiet = time - lastSeen;
        boolean inNewRelease =
                release.filter(name -> !releases.containsKey(name)).isPresent();
        boolean back = quiet >= settings.quiet().toMillis()
                || (inNewRelease && quiet >= settings.releaseQuiet().toMillis() && isUnusual(quiet));
        return back ? Change.REGRESSED : Change.AGAIN;
    }

    /** Of what happens every other day anyway, a day's quiet and a release in it say nothing. */
    private boolean isUnusual(long quiet) {
        return !releases.isEmpty() && count > 1 && quiet >= UNUSUAL * ((lastSeen - firstSeen) / (count - 1));
    }

    /** The oldest one makes room. */
    private void countRelease(String release) {
        if (releases.size() == MOST_RELEASES && !releases.containsKey(release)) {
            releases.remove(releases.keySet().iterator().next());
        }
        releases.merge(release, 1L, Long::sum);
    }

    /** The first half of them stay, the others make room for newer ones. */
    private void addTrace(String trace) {
        if (!traces.contains(trace)) {
            if (traces.size() == MOST_TRACES) {
                traces.remove(MOST_TRACES / 2);
            }
            traces.add(trace);
        }
    }

    private static void count(String value, Map<String, Long> counts, int most) {
        if (counts.containsKey(value) || counts.size() < most) {
            counts.merge(value, 1L, Long::sum);
        }
    }

    /** The wire form. */
    public static final class Format implements Wire<Issue> {

        @Override
        public int version() {
            return 2;
        }

        @Override
        public boolean reads(int version) {
            return version == 1 || version == 2;
        }

        @Override
        public void write(Issue issue, DataOutput out) throws IOException {
            out.writeLong(issue.count);
            out.writeLong(issue.firstSeen);
            out.writeLong(issue.lastSeen);
            out.writeLong(issue.regressedAt);
            out.writeLong(issue.regressions);
            out.writeLong(issue.tellAt);
            out.writeLong(issue.touchedAt);
            out.writeLong(issue.forgetAt);
            out.writeInt(issue.shown.size());
            for (Map.Entry<String, String> entry : issue.shown.entrySet()) {
                writeText(entry.getKey(), out);
                writeText(entry.getValue(), out);
            }
            writeTexts(issue.traces, out);
            writeCounts(issue.routes, out);
            writeCounts(issue.releases, out);
            writeTexts(List.copyOf(issue.formats), out);
            issue.users.write(out);
            issue.allRoutes.write(out);
            writeText(issue.regressedRelease, out);
        }

        @Override
        public Issue read(DataInput in) throws IOException {
            return read(in, version());
        }

        @Override
        public Issue read(DataInput in, int version) throws IOException {
            Issue issue = new Issue();
            issue.count = in.readLong();
            issue.firstSeen = in.readLong();
            issue.lastSeen = in.readLong();
            issue.regressedAt = in.readLong();
            issue.regressions = in.readLong();
            issue.tellAt = in.readLong();
            issue.touchedAt = in.readLong();
            issue.forgetAt = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                String key = readText(in);
                issue.shown.put(key, readText(in));
            }
            issue.traces.addAll(readTexts(in));
            readCounts(in, issue.routes);
            readCounts(in, issue.releases);
            issue.formats.addAll(readTexts(in));
            issue.users = DistinctCount.read(in);
            issue.allRoutes = DistinctCount.read(in);
            issue.regressedRelease = version > 1 ? readText(in) : "";
            return issue;
        }

        private static void writeText(String text, DataOutput out) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private static String readText(DataInput in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
            out.writeInt(texts.size());
            for (String text : texts) {
                writeText(text, out);
            }
        }

        private static List<String> readTexts(DataInput in) throws IOException {
            List<String> texts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                texts.add(readText(in));
            }
            return texts;
        }

        private static void writeCounts(Map<String, Long> counts, DataOutput out) throws IOException {
            out.writeInt(counts.size());
            for (Map.Entry<String, Long> entry : counts.entrySet()) {
                writeText(entry.getKey(), out);
                out.writeLong(entry.getValue());
            }
        }

        private static void readCounts(DataInput in, Map<String, Long> counts) throws IOException {
            for (int left = in.readInt(); left > 0; left--) {
                String key = readText(in);
                counts.put(key, in.readLong());
            }
        }
    }
}
