package io.sillok.parsers.ids;

import io.sillok.model.LogEvent;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds trace and span ids in the maps that applications log, by the names of the fields: the shape alone does not tell
 * a trace id from a request id or a hash. The first that is valid stays.
 */
public final class CorrelationIds {

    private static final Set<String> TRACE_KEYS = Set.of(
            "trace_id",
            "traceid",
            "trace-id",
            "dd.trace_id",
            "otel.trace_id",
            "otel_trace_id",
            "trace.id",
            "opentelemetry_trace_id",
            "x-b3-traceid",
            "x_b3_traceid",
            "x-datadog-trace-id",
            "datadog.trace_id");

    private static final Set<String> SPAN_KEYS = Set.of(
            "span_id",
            "spanid",
            "span-id",
            "dd.span_id",
            "otel.span_id",
            "otel_span_id",
            "span.id",
            "opentelemetry_span_id",
            "x-b3-spanid",
            "x_b3_spanid",
            "datadog.span_id");

    /** Headers that carry both ids. */
    private static final Set<String> HEADER_KEYS = Set.of(
            "traceparent",
            "http_traceparent",
            "b3",
            "sentry-trace",
            "sentry_trace",
            "x-amzn-trace-id",
            "x_amzn_trace_id");

    private static final Pattern HEADER_SPAN = Pattern.compile(
            "(?:[0-9a-f]{2}-)?[0-9a-fA-F]{16,32}-([0-9a-fA-F]{16})(?:-.*)?|.*Parent=([0-9a-fA-F]{16}).*");

    private static final int MAX_DEPTH = 4;

    private Optional<TraceId> trace = Optional.empty();
    private Optional<SpanId> span = Optional.empty();

    /** Looks through a map and the maps in it; keys of inner ones are read with and without that of the map around. */
    public CorrelationIds search(Map<String, ?> map) {
        search("", map, 0);
        return this;
    }

    private void search(String around, Map<?, ?> map, int depth) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = entry.getKey().toString().toLowerCase(Locale.ROOT);
            if (entry.getValue() instanceof Map<?, ?> inner) {
                if (depth < MAX_DEPTH) {
                    search(key + '.', inner, depth + 1);
                }
            } else if (entry.getValue() instanceof String || entry.getValue() instanceof Number) {
                String value = entry.getValue() instanceof Number number
                        ? decimal(number.toString())
                        : (String) entry.getValue();
                offer(around + key, value);
                offer(key, value);
            }
        }
    }

    /** @param key a field's name, in lower case */
    public void offer(String key, String value) {
        if (TRACE_KEYS.contains(key)) {
            String id = isDatadogs(key) ? decimal(value) : value;
            trace = trace.or(() -> TraceId.parse(id));
        } else if (SPAN_KEYS.contains(key)) {
            String id = isDatadogs(key) ? decimal(value) : value;
            span = span.or(() -> SpanId.parse(id));
        } else if (HEADER_KEYS.contains(key) && trace.isEmpty()) {
            trace = TraceId.parse(value);
            Matcher header = HEADER_SPAN.matcher(value);
            if (trace.isPresent() && header.matches()) {
                String id = header.group(1) != null ? header.group(1) : header.group(2);
                span = span.or(() -> SpanId.parse(id));
            }
        }
    }

    private static boolean isDatadogs(String key) {
        return key.startsWith("dd.") || key.contains("datadog");
    }

    /** Sixteen digits without a letter are read as hex unless they cannot be: Datadog writes decimals of any length. */
    private static String decimal(String value) {
        boolean digits = value.length() == 16 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? '0' + value : value;
    }

    public void addTo(LogEvent.Builder event) {
        trace.ifPresent(event::traceId);
        // a span id says nothing without the trace it is part of
        if (trace.isPresent()) {
            span.ifPresent(event::spanId);
        }
    }
}
