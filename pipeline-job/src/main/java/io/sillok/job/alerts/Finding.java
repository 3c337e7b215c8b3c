package io.sillok.job.alerts;

import io.sillok.job.alerts.RuleWatch.Sum;
import java.time.Duration;
import java.util.Locale;

/**
 * What a rule finds when it looks at what it watches. Pure.
 *
 * @param value in the rule's unit
 * @param text the same in words
 * @param query that finds the events in question, beside service and subject
 */
record Finding(boolean bad, double value, String text, String query) {

    static Finding of(AlertRule rule, Sum sum) {
        long all = sum.all().count();
        return switch (rule.kind()) {
            case ERROR_RATE -> {
                double rate = all == 0 ? 0 : (double) sum.bad().count() / all;
                yield new Finding(
                        all >= rule.least() && rate > rule.above(),
                        rate,
                        format(
                                "%.1f %% of %d requests in %s failed, above %.1f %%",
                                100 * rate, all, in(rule.over()), 100 * rule.above()),
                        "status:5xx");
            }
            case LATENCY -> {
                double seconds = sum.all().timed() ? Quantile.of(rule.quantile(), sum.all()) : 0;
                yield new Finding(
                        all >= rule.least() && seconds > rule.above(),
                        seconds,
                        format(
                                "p%s of %d requests in %s is %.2f s, above %.2f s",
                                percentile(rule.quantile()), all, in(rule.over()), seconds, rule.above()),
                        format("duration:>%.3fs", rule.above()));
            }
            default ->
                new Finding(
                        all > rule.above(),
                        all,
                        format(
                                "no child was left %d times in %s; consider raising pm.max_children",
                                all, in(rule.over())),
                        "max_children");
        };
    }

    private static String percentile(double quantile) {
        return format("%.1f", 100 * quantile).replaceAll("\\.0$", "");
    }

    static String in(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
