package io.sillok.job.index;

import io.sillok.sinks.Outcome;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the index said of each attempt, as Flink's metrics. */
final class WriterMetrics {

    private final Map<Outcome.Effect, Counter> indexed = new EnumMap<>(Outcome.Effect.class);
    private final Map<Outcome.Cause, Counter> retried = new EnumMap<>(Outcome.Cause.class);
    private final Counter refused;

    WriterMetrics(MetricGroup group, IntSupplier pending) {
        for (Outcome.Effect effect : Outcome.Effect.values()) {
            indexed.put(effect, group.counter(effect.name().toLowerCase(Locale.ROOT)));
        }
        for (Outcome.Cause cause : Outcome.Cause.values()) {
            retried.put(cause, group.counter("retry." + cause.name().toLowerCase(Locale.ROOT)));
        }
        refused = group.counter("refused");
        group.<Integer, Gauge<Integer>>gauge("pending", pending::getAsInt);
    }

    void outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Indexed done) {
            indexed.get(done.effect()).inc();
        } else if (outcome instanceof Outcome.Retry retry) {
            retried.get(retry.cause()).inc();
        } else {
            refused.inc();
        }
    }
}
