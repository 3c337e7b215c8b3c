package io.sillok.job.issues;

import io.sillok.job.count.EventFacts;
import io.sillok.job.errors.CountedError;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import io.sillok.model.LogEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sums up the exceptions of each kind into one document. Keyed by service, environment and fingerprint. A change that
 * people wait for goes to the index at once, more of the same every few seconds.
 */
public final class TrackIssues extends KeyedProcessFunction<String, CountedError, IndexOperation> {

    public static final OutputTag<IssueSighting> SIGHTINGS = new OutputTag<>("sightings", IssueSighting.TYPE);

    private static final long TELL_MILLIS = 5000;
    private static final int LONGEST_TEXT = 500;

    /** Set when all must be told: the end of a drained job. */
    private static final long END_OF_TIME = Long.MAX_VALUE;

    private final IssueSettings settings;
    private final long keepMillis;

    private transient ValueState<Issue> issues;

    public TrackIssues(IssueSettings settings) {
        this.settings = settings;
        this.keepMillis = settings.keep().toMillis();
    }

    /** Whether an error belongs to an issue, of which it has not been counted. */
    public static boolean tells(CountedError counted) {
        return counted.kind() && counted.read().event().event().attributes().containsKey(Fields.EXCEPTION_TYPE);
    }

    public static String key(CountedError counted) {
        LogEvent event = counted.read().event().event();
        return event.resource().getOrDefault(Fields.SERVICE_NAME, "")
                + '\n'
                + event.resource().getOrDefault(Fields.ENVIRONMENT, "")
                + '\n'
                + event.text(Fields.EXCEPTION_FINGERPRINT).orElse("");
    }

    @Override
    public void open(OpenContext context) {
        issues = getRuntimeContext().getState(new ValueStateDescriptor<>("issue", Issue.TYPE));
    }

    @Override
    public void processElement(CountedError counted, Context context, Collector<IndexOperation> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        Issue issue = issues.value();
        if (issue == null) {
            issue = new Issue();
            context.timerService().registerEventTimeTimer(END_OF_TIME);
            issue.forgetAt = now + keepMillis;
            context.timerService().registerProcessingTimeTimer(issue.forgetAt);
        }
        issue.touchedAt = now;
        LogEvent event = counted.read().event().event();
        long time = EventFacts.time(counted.read());
        Issue.Change change = issue.add(event, time, EventFacts.route(event).orElse(""), settings);
        if (change != Issue.Change.AGAIN) {
            out.collect(IssueDocument.operation(context.getCurrentKey(), issue));
            context.output(SIGHTINGS, sighting(context.getCurrentKey(), issue, change, time));
        } else if (issue.tellAt == 0) {
            issue.tellAt = now + TELL_MILLIS;
            context.timerService().registerProcessingTimeTimer(issue.tellAt);
        }
        issues.update(issue);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndexOperation> out) throws Exception {
        Issue issue = issues.value();
        if (issue == null) {
            return;
        }
        boolean end = context.timeDomain() == TimeDomain.EVENT_TIME;
        if (issue.tellAt != 0 && (end || issue.tellAt <= timestamp)) {
            issue.tellAt = 0;
            out.collect(IssueDocument.operation(context.getCurrentKey(), issue));
        }
        if (!end && issue.forgetAt <= timestamp) {
            issue.forgetAt = issue.touchedAt + keepMillis;
            if (issue.forgetAt <= timestamp) {
                // else its count, which begins anew, would not replace the old one when it is seen again
                out.collect(IssueDocument.removal(context.getCurrentKey()));
                issues.clear();
                return;
            }
            context.timerService().registerProcessingTimeTimer(issue.forgetAt);
        }
        issues.update(issue);
    }

    private static IssueSighting sighting(String key, Issue issue, Issue.Change change, long time) {
        int end = key.lastIndexOf('\n');
        return new IssueSighting(
                key.substring(0, end),
                key.substring(end + 1),
                change == Issue.Change.REGRESSED,
                time,
                shown(issue, Fields.EXCEPTION_TYPE),
                shown(issue, Fields.EXCEPTION_MESSAGE),
                shown(issue, Fields.CODE_FILE));
    }

    private static String shown(Issue issue, String attribute) {
        String text = issue.shown.getOrDefault(attribute, "");
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    }
}
