package io.sillok.job.count;

import io.sillok.model.MetricSample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The metrics that are counted from events: their labels, which of these is open-ended, and their samples. */
enum Family {
    /** {@code http_server_requests_total}, {@code http_server_errors_total} and {@code http_server_request_duration_seconds}. */
    REQUESTS(List.of("service", "environment", "method", "route", "status_class"), "route") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            out.accept(new MetricSample("http_server_requests_total", labels, tally.count(), time));
            if (labels.get("status_class").equals("5xx")) {
                out.accept(new MetricSample("http_server_errors_total", labels, tally.count(), time));
            }
            if (tally.timed()) {
                durations("http_server_request_duration_seconds", labels, tally.durations(), time, out);
            }
        }
    },
    /** {@code log_records_total}. */
    RECORDS(List.of("service", "environment", "format", "severity"), "severity") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            out.accept(new MetricSample("log_records_total", labels, tally.count(), time));
        }
    },
    /** {@code php_exceptions_total}. */
    EXCEPTIONS(List.of("service", "environment", "type"), "type") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            out.accept(new MetricSample("php_exceptions_total", labels, tally.count(), time));
        }
    },
    /** {@code masked_fields_total}. */
    MASKED_FIELDS(List.of("service", "environment", "rule", "format"), "rule") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            out.accept(new MetricSample("masked_fields_total", labels, tally.count(), time));
        }
    },
    /** {@code php_errors_total}: what PHP itself reports, uncaught exceptions included. */
    PHP_ERRORS(List.of("service", "environment", "level"), "level") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            out.accept(new MetricSample("php_errors_total", labels, tally.count(), time));
        }
    },
    /** {@code php_fpm_events_total}. */
    FPM_EVENTS(List.of("service", "environment", "pool", "event"), "pool") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            out.accept(new MetricSample("php_fpm_events_total", labels, tally.count(), time));
        }
    },
    /** {@code db_query_duration_seconds}, and {@code db_slow_queries_total} of those in a slow log. */
    QUERIES(List.of("service", "environment", "format", "hash"), "hash") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            if (labels.get("format").equals("mariadb.slow")) {
                out.accept(new MetricSample("db_slow_queries_total", labels, tally.count(), time));
            }
            if (tally.timed()) {
                durations("db_query_duration_seconds", labels, tally.durations(), time, out);
            }
        }
    },
    /** {@code login_attempts_total}. */
    LOGINS(List.of("service", "environment", "format", "outcome"), "outcome") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            out.accept(new MetricSample("login_attempts_total", labels, tally.count(), time));
        }
    },
    /** {@code php_issues_total}: how often an issue was new, or came back. */
    ISSUES(List.of("service", "environment", "state"), "state") {
        @Override
        void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out) {
            out.accept(new MetricSample("php_issues_total", labels, tally.count(), time));
        }
    };

    /** The counter by which others than the metrics' sinks know a family. */
    private static final Map<Family, String> COUNTERS = Map.of(
            REQUESTS, "http_server_requests_total",
            RECORDS, "log_records_total",
            EXCEPTIONS, "php_exceptions_total",
            MASKED_FIELDS, "masked_fields_total",
            PHP_ERRORS, "php_errors_total",
            FPM_EVENTS, "php_fpm_events_total",
            QUERIES, "db_slow_queries_total",
            LOGINS, "login_attempts_total",
            ISSUES, "php_issues_total");

    private final List<String> labels;
    private final int openLabel;

    Family(List<String> labels, String openLabel) {
        this.labels = labels;
        this.openLabel = labels.indexOf(openLabel);
    }

    /** Index of the label whose values come from the logs and have to be bounded. */
    int openLabel() {
        return openLabel;
    }

    /** The samples of one series' tally. */
    void samples(List<String> values, Tally tally, long time, Consumer<MetricSample> out) {
        samples(named(values), tally, time, out);
    }

    /** Values by the names of the labels. */
    TreeMap<String, String> named(List<String> values) {
        TreeMap<String, String> named = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            named.put(labels.get(i), values.get(i));
        }
        return named;
    }

    String counter() {
        return COUNTERS.get(this);
    }

    abstract void samples(TreeMap<String, String> labels, Tally tally, long time, Consumer<MetricSample> out);

    private static void durations(
            String name, TreeMap<String, String> labels, Histogram durations, long time, Consumer<MetricSample> out) {
        long[] cumulative = durations.cumulative();
        for (int i = 0; i < cumulative.length; i++) {
            TreeMap<String, String> bucket = new TreeMap<>(labels);
            bucket.put("le", i < Histogram.BOUNDS.length ? bound(Histogram.BOUNDS[i]) : "+Inf");
            out.accept(new MetricSample(name + "_bucket", bucket, cumulative[i], time));
        }
        out.accept(new MetricSample(name + "_sum", labels, durations.seconds(), time));
        out.accept(new MetricSample(name + "_count", labels, cumulative[cumulative.length - 1], time));
    }

    private static String bound(double seconds) {
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
