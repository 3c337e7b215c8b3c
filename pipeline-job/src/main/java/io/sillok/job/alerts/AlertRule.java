package io.sillok.job.alerts;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * When people are to be told.
 *
 * @param name of the rule, unique; part of its alerts' keys
 * @param services that it is about; all if empty
 * @param byRoute whether each route is watched on its own
 * @param above what the watched value must exceed: a share, seconds, a count, or a z-score
 * @param quantile of latency
 * @param over how far back is looked
 * @param lasting how long it must be so before it is told, and be over before that is told
 * @param least requests or counts below which nothing is said
 * @param signal of anomalies
 * @param days of the past that an anomaly is compared with
 */
public record AlertRule(
        String name,
        RuleKind kind,
        String severity,
        Set<String> services,
        boolean byRoute,
        double above,
        double quantile,
        Duration over,
        Duration lasting,
        long least,
        Signal signal,
        int days)
        implements Serializable {

    public AlertRule {
        services = Set.copyOf(services);
    }

    boolean isAbout(String service) {
        return services.isEmpty() || services.contains(service);
    }
}
