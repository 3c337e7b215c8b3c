package io.sillok.job.parse;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.record.Rejection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts the lines that cost too much, by parser and by the place of the pattern in its definition. */
final class BudgetOverruns {

    /** Definitions come with the data; what would be one more is counted together. */
    private static final int MAX_COUNTERS = 256;

    private static final String ERROR_TYPE = Rejection.BUDGET.errorType();

    private final MetricGroup metrics;
    private final Map<String, Counter> counters = new HashMap<>();

    BudgetOverruns(MetricGroup metrics) {
        this.metrics = metrics;
    }

    void count(String parser, LogEvent event) {
        if (ERROR_TYPE.equals(event.attributes().get(Fields.ERROR_TYPE))) {
            String pattern = event.text(Fields.GROK_PATTERN).orElse("builtin");
            counter(parser, counters.size() < MAX_COUNTERS ? pattern : "other").inc();
        }
    }

    private Counter counter(String parser, String pattern) {
        return counters.computeIfAbsent(parser + ' ' + pattern, unseen -> metrics.addGroup("parser", parser)
                .addGroup("pattern", pattern)
                .counter("grok.overBudget"));
    }
}
