package io.sillok.sinks.prometheus;

import io.sillok.model.MetricSample;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What names may look like.
 *
 * @see <a href="https://prometheus.io/docs/concepts/data_model/">Prometheus, data model</a>
 */
final class SeriesNames {

    private static final Predicate<String> METRIC =
            Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*").asMatchPredicate();
    private static final Predicate<String> LABEL =
            Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*").asMatchPredicate();

    private SeriesNames() {}

    static boolean valid(MetricSample sample) {
        return METRIC.test(sample.name()) && sample.labels().keySet().stream().allMatch(LABEL);
    }
}
