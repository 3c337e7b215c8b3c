package io.sillok.job.parse;

import io.sillok.model.FileSlice;
import io.sillok.model.MaskedEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the parsing step tells by Flink's metrics. Not thread-safe, but for reading the gauges. */
final class ParseMetrics {

    /** Rules of users' configs have names of their own; more are told as one. */
    private static final int MOST_RULES = 100;

    private static final String OTHER = "other";

    private final Counter bytes;
    private final Counter resentBytes;
    private final Counter parserFailures;
    private final Counter parsed;
    private final Counter rejected;
    private final Counter updates;
    private final Counter dropped;
    private final MetricGroup group;
    private final Map<String, Counter> masks = new HashMap<>();
    private volatile double lagSeconds;

    ParseMetrics(MetricGroup group) {
        this.group = group;
        bytes = group.counter("acceptedBytes");
        resentBytes = group.counter("resentBytes");
        parserFailures = group.counter("parserFailures");
        parsed = events("parsed");
        rejected = events("rejected");
        updates = events("updated");
        dropped = events("dropped");
        group.<Double, Gauge<Double>>gauge("lagSeconds", () -> lagSeconds);
    }

    private Counter events(String outcome) {
        return group.addGroup("outcome", outcome).counter("events");
    }

    /** @param now milliseconds */
    void slice(FileSlice slice, long now) {
        lagSeconds = Math.max(0, now - slice.timestamp().toEpochMilli()) / 1e3;
    }

    void accepted(long count) {
        bytes.inc(count);
    }

    void resent(long count) {
        resentBytes.inc(count);
    }

    void parserFailed() {
        parserFailures.inc();
    }

    void dropped() {
        dropped.inc();
    }

    void event(MaskedEvent event, boolean update) {
        if (update) {
            updates.inc();
            return;
        }
        (event.event().rejected() ? rejected : parsed).inc();
        event.maskCounts().forEach((rule, count) -> mask(rule).inc(count));
    }

    private Counter mask(String rule) {
        Counter known = masks.get(rule);
        if (known == null) {
            String name = masks.size() < MOST_RULES ? rule : OTHER;
            known = masks.computeIfAbsent(
                    name, named -> group.addGroup("rule", named).counter("maskedFields"));
        }
        return known;
    }
}
