package io.sillok.job.alerts;

import io.sillok.job.issues.IssueSighting;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells of issues that are new or came back, by the rules that ask for it. Keyed by issue. An issue is news for as long as
 * its rule says; that it is none any more is told as the recovery.
 */
public final class WatchIssues extends KeyedProcessFunction<String, IssueSighting, Alert> {

    private final List<AlertRule> rules;
    private final SearchLinks links;

    /** By rule: the alert that stands. */
    private transient MapState<String, Alert> standing;

    public WatchIssues(AlertSettings settings) {
        this.rules =
                settings.rules().stream().filter(rule -> rule.kind().ofIssues()).toList();
        this.links = settings.links();
    }

    public static String key(IssueSighting sighting) {
        return sighting.scope() + '\n' + sighting.fingerprint();
    }

    @Override
    public void open(OpenContext context) {
        standing = getRuntimeContext().getMapState(new MapStateDescriptor<>("standing", Types.STRING, Alert.TYPE));
    }

    @Override
    public void processElement(IssueSighting sighting, Context context, Collector<Alert> out) throws Exception {
        String[] scope = sighting.scope().split("\n", -1);
        for (AlertRule rule : rules) {
            boolean meant = rule.kind() == (sighting.regressed() ? RuleKind.REGRESSED_ISSUE : RuleKind.NEW_ISSUE);
            if (meant && rule.isAbout(scope[0]) && !standing.contains(rule.name())) {
                Alert alert = alert(rule, scope, sighting);
                standing.put(rule.name(), alert);
                context.timerService()
                        .registerProcessingTimeTimer(context.timerService().currentProcessingTime()
                                + rule.over().toMillis());
                out.collect(alert);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out) throws Exception {
        // rules of one issue may last differently, but all are told within their longest time
        for (AlertRule rule : rules) {
            Alert alert = standing.get(rule.name());
            if (alert != null) {
                standing.remove(rule.name());
                out.collect(new Alert(
                        alert.rule(),
                        alert.kind(),
                        alert.severity(),
                        false,
                        alert.service(),
                        alert.environment(),
                        alert.subject(),
                        alert.value(),
                        alert.above(),
                        alert.since(),
                        Math.max(alert.at(), timestamp),
                        alert.summary() + ": no news any more",
                        alert.details(),
                        alert.link()));
            }
        }
    }

    private Alert alert(AlertRule rule, String[] scope, IssueSighting sighting) {
        String type = sighting.type().substring(sighting.type().lastIndexOf('\\') + 1);
        String summary = rule.name() + ": " + scope[0] + (scope[1].isEmpty() ? "" : " (" + scope[1] + ")") + ": " + type
                + ": " + sighting.message().lines().findFirst().orElse("");
        return new Alert(
                rule.name(),
                rule.kind().key(),
                rule.severity(),
                true,
                scope[0],
                scope[1],
                sighting.fingerprint(),
                1,
                0,
                sighting.time(),
                sighting.time(),
                summary,
                Map.of("fingerprint", sighting.fingerprint(), "exception", sighting.type(), "place", sighting.place()),
                links.issues(SearchLinks.is("fingerprint", sighting.fingerprint()), sighting.time(), sighting.time()));
    }
}
