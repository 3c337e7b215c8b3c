package io.sillok.job.alerts;

import io.sillok.job.alerts.AlertPhase.Turn;
import io.sillok.job.alerts.RuleWatch.Sum;
import io.sillok.job.count.ClosedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Looks at each window that closes, by the rules of error rates, latencies, pools and anomalies. Keyed by service and
 * environment.
 *
 * <p>Where no windows come any more (nothing happens), time goes on by the clock from the last one's end, so that what fired
 * recovers.
 */
public final class WatchWindows extends KeyedProcessFunction<String, ClosedWindow, Alert> {

    private static final long TICK_MILLIS = 10_000;

    private final List<AlertRule> rules;
    private final SearchLinks links;

    private transient MapState<String, RuleWatch> watches;
    private transient MapState<String, HourlyHistory> histories;

    /** End of the newest window. */
    private transient ValueState<Long> newest;

    /** When it came, of processing time. */
    private transient ValueState<Long> cameAt;

    private transient ValueState<Boolean> ticking;

    private transient long openedAt;

    public WatchWindows(AlertSettings settings) {
        this.rules = settings.rules().stream()
                .filter(rule -> !rule.kind().ofIssues() && !rule.kind().ofLogins())
                .toList();
        this.links = settings.links();
    }

    @Override
    public void open(OpenContext context) {
        watches = getRuntimeContext().getMapState(new MapStateDescriptor<>("watches", Types.STRING, RuleWatch.TYPE));
        histories = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("histories", Types.STRING, HourlyHistory.TYPE));
        newest = getRuntimeContext().getState(new ValueStateDescriptor<>("newest", Types.LONG));
        cameAt = getRuntimeContext().getState(new ValueStateDescriptor<>("came-at", Types.LONG));
        ticking = getRuntimeContext().getState(new ValueStateDescriptor<>("ticking", Types.BOOLEAN));
        openedAt = Long.MIN_VALUE;
    }

    @Override
    public void processElement(ClosedWindow window, Context context, Collector<Alert> out) throws Exception {
        opened(context);
        String[] scope = window.scope().split("\n", -1);
        long end = Math.max(window.end(), newest.value() == null ? Long.MIN_VALUE : newest.value());
        newest.update(end);
        cameAt.update(context.timerService().currentProcessingTime());
        for (AlertRule rule : rules) {
            if (!rule.isAbout(scope[0])) {
                continue;
            }
            if (rule.kind() == RuleKind.ANOMALY) {
                count(rule, window, scope, out);
            } else {
                for (Map.Entry<String, Sum> fact : WindowFacts.of(rule, window).entrySet()) {
                    String key = rule.name() + '\n' + fact.getKey();
                    RuleWatch watch = watches.contains(key) ? watches.get(key) : new RuleWatch();
                    watch.add(fact.getValue(), window.end(), rule.over().toMillis());
                    watches.put(key, watch);
                }
            }
        }
        look(end, scope, out);
        tick(context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out) throws Exception {
        if (context.timeDomain() != TimeDomain.PROCESSING_TIME || newest.value() == null) {
            return;
        }
        opened(context);
        ticking.clear();
        // what passed while the job was down did not pass in its logs
        long quiet = timestamp - Math.max(cameAt.value(), openedAt);
        String[] scope = context.getCurrentKey().split("\n", -1);
        long now = newest.value() + Math.max(0, quiet);
        for (AlertRule rule : rules) {
            HourlyHistory history = histories.get(rule.name());
            if (history != null) {
                closeHours(rule, history, now, scope, out);
                histories.put(rule.name(), history);
            }
        }
        look(now, scope, out);
        if (!watches.isEmpty() || !histories.isEmpty()) {
            tick(context);
        }
    }

    private void opened(Context context) {
        if (openedAt == Long.MIN_VALUE) {
            openedAt = context.timerService().currentProcessingTime();
        }
    }

    private void tick(Context context) throws Exception {
        if (ticking.value() == null) {
            ticking.update(true);
            context.timerService()
                    .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + TICK_MILLIS);
        }
    }

    private void look(long now, String[] scope, Collector<Alert> out) throws Exception {
        List<String> done = new ArrayList<>();
        for (Map.Entry<String, RuleWatch> entry : watches.entries()) {
            String name = entry.getKey().substring(0, entry.getKey().indexOf('\n'));
            AlertRule rule = rules.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElse(null);
            RuleWatch watch = entry.getValue();
            if (rule == null) {
                done.add(entry.getKey());
                continue;
            }
            Finding finding = Finding.of(rule, watch.sum(now, rule.over().toMillis()));
            Turn turn = watch.phase.look(finding.bad(), now, rule.lasting().toMillis());
            if (turn != Turn.NONE) {
                String subject = entry.getKey().substring(name.length() + 1);
                out.collect(alert(rule, scope, subject, turn, watch.phase.since(), now, finding));
                if (turn == Turn.RESOLVED) {
                    watch.phase.forget();
                }
            }
            if (watch.phase.calm() && watch.empty()) {
                done.add(entry.getKey());
            } else {
                watches.put(entry.getKey(), watch);
            }
        }
        for (String key : done) {
            watches.remove(key);
        }
    }

    private void count(AlertRule rule, ClosedWindow window, String[] scope, Collector<Alert> out) throws Exception {
        HourlyHistory known = histories.get(rule.name());
        HourlyHistory history = known == null ? new HourlyHistory() : known;
        long now = window.end() - 1;
        history.begin(now);
        closeHours(rule, history, now, scope, out);
        history.add(WindowFacts.count(rule.signal(), window));
        OptionalDouble score = history.score();
        // of an hour that is not over, only that it is too many can be known
        if (score.isPresent() && score.getAsDouble() > rule.above() && history.running() >= rule.least()) {
            anomaly(rule, history, true, score.getAsDouble(), window.end(), scope, out);
        }
        histories.put(rule.name(), history);
    }

    private void closeHours(AlertRule rule, HourlyHistory history, long now, String[] scope, Collector<Alert> out) {
        while (history.over(now)) {
            double score = history.score().orElse(0);
            boolean many = score > rule.above() && history.running() >= rule.least();
            boolean few = rule.signal() == Signal.REQUESTS && -score > rule.above() && history.usual() >= rule.least();
            anomaly(rule, history, many || few, score, history.hour() + HourlyHistory.HOUR, scope, out);
            history.close(rule.days());
        }
    }

    private void anomaly(
            AlertRule rule,
            HourlyHistory history,
            boolean bad,
            double score,
            long now,
            String[] scope,
            Collector<Alert> out) {
        Turn turn = history.phase.look(bad, now, 0);
        if (turn != Turn.NONE) {
            String signal = rule.signal().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String text = String.format(
                    Locale.ROOT,
                    "%.0f %s in the hour, %.0f are usual at this time of day (robust z-score %.1f)",
                    history.running(),
                    signal,
                    history.usual(),
                    score);
            Finding finding = new Finding(bad, score, text, rule.signal() == Signal.ERRORS ? "status:5xx" : "");
            out.collect(alert(rule, scope, "", turn, history.phase.since(), now, finding));
            if (turn == Turn.RESOLVED) {
                history.phase.forget();
            }
        }
    }

    private Alert alert(
            AlertRule rule, String[] scope, String subject, Turn turn, long since, long now, Finding finding) {
        boolean pool = rule.kind() == RuleKind.FPM_SATURATION;
        String field = pool ? "pool" : "route";
        String query = SearchLinks.is("service", scope[0]) + SearchLinks.is(field, subject) + finding.query();
        String where = scope[0]
                + (scope[1].isEmpty() ? "" : " (" + scope[1] + ")")
                + (subject.isEmpty() ? "" : ", " + (pool ? "pool " : "") + subject);
        return new Alert(
                rule.name(),
                rule.kind().key(),
                rule.severity(),
                turn == Turn.FIRING,
                scope[0],
                scope[1],
                subject,
                finding.value(),
                rule.above(),
                since,
                now,
                rule.name() + ": " + where + ": " + finding.text(),
                subject.isEmpty() ? Map.of() : Map.of(field, subject),
                links.logs(query, since - rule.over().toMillis(), now));
    }
}
