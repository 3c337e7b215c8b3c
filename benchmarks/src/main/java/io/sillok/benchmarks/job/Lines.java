package io.sillok.benchmarks.job;

import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What is read: access lines in nginx's own form, or with durations, a request's id and a trace of its own each. */
enum Lines {
    COMBINED("combined", "%{COMBINEDAPACHELOG}") {
        @Override
        String of(String line, Random random) {
            return line;
        }
    },
    TRACED(
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" "
                    + "\"$http_user_agent\" rt=$request_time rid=$request_id tp=\"$http_traceparent\"",
            "%{COMBINEDAPACHELOG} rt=%{NUMBER:duration} rid=%{NOTSPACE:request_id} tp=\"%{DATA:traceparent}\"") {
        @Override
        String of(String line, Random random) {
            return String.format(
                    Locale.ROOT,
                    "%s rt=%d.%03d rid=%016x%016x tp=\"00-%016x%016x-%016x-01\"",
                    line,
                    random.nextInt(2),
                    random.nextInt(1000),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong());
        }
    };

    private final String logFormat;

    /** The same for java-grok. */
    final String pattern;

    Lines(String logFormat, String pattern) {
        this.logFormat = logFormat;
        this.pattern = pattern;
    }

    abstract String of(String line, Random random);

    Map<String, String> definition() {
        return Map.of("log_format", logFormat);
    }
}
