package io.sillok.job.alerts;

import io.sillok.job.alerts.RuleWatch.Sum;
import io.sillok.job.count.ClosedWindow;
import java.util.LinkedHashMap;
import java.util.Map;

/** What rules watch in a window, by the thing that is watched: a route, a pool, or the service as a whole. Pure. */
final class WindowFacts {

    private WindowFacts() {}

    static Map<String, Sum> of(AlertRule rule, ClosedWindow window) {
        Map<String, Sum> facts = new LinkedHashMap<>();
        window.forEach((metric, labels, tally) -> {
            if (rule.kind() == RuleKind.FPM_SATURATION) {
                if (metric.equals("php_fpm_events_total") && labels.get("event").equals("max_children")) {
                    facts.computeIfAbsent(labels.get("pool"), pool -> Sum.nothing())
                            .all()
                            .add(tally);
                }
            } else if (metric.equals("http_server_requests_total")) {
                Sum sum = facts.computeIfAbsent(rule.byRoute() ? labels.get("route") : "", subject -> Sum.nothing());
                sum.all().add(tally);
                if (labels.get("status_class").equals("5xx")) {
                    sum.bad().add(tally);
                }
            }
        });
        return facts;
    }

    static double count(Signal signal, ClosedWindow window) {
        double[] count = {0};
        window.forEach((metric, labels, tally) -> {
            boolean counts =
                    switch (signal) {
                        case REQUESTS -> metric.equals("http_server_requests_total");
                        case ERRORS ->
                            metric.equals("http_server_requests_total")
                                    && labels.get("status_class").equals("5xx");
                        case EXCEPTIONS -> metric.equals("php_exceptions_total");
                        case FAILED_LOGINS ->
                            metric.equals("login_attempts_total")
                                    && labels.get("outcome").equals("failed");
                    };
            count[0] += counts ? tally.count() : 0;
        });
        return count[0];
    }
}
