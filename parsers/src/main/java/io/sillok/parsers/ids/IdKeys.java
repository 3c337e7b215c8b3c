package io.sillok.parsers.ids;

import io.sillok.parsers.record.Definition;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which fields hold ids: by name, since the shape alone does not tell a trace id from a request id or a hash. Names of the
 * application's own are added by the definition.
 */
public final class IdKeys {

    /** What a field holds. */
    enum Kind {
        TRACE,
        SPAN,
        /** Digits are decimal, however many there are. */
        DATADOG_TRACE,
        DATADOG_SPAN,
        /** The upper half of a trace id of which Datadog's field has the lower one. */
        DATADOG_HIGH,
        /** Trace and span in one. */
        HEADER,
        FLAGS,
        REQUEST;

        /** How a JSON number is read: it is decimal, whatever it is called. */
        Kind ofNumber() {
            return switch (this) {
                case TRACE -> DATADOG_TRACE;
                case SPAN -> DATADOG_SPAN;
                default -> this;
            };
        }
    }

    private static final Map<Kind, List<String>> STANDARD_NAMES = Map.of(
            Kind.TRACE,
                    List.of(
                            "trace_id",
                            "traceid",
                            "trace-id",
                            "otel.trace_id",
                            "otel_trace_id",
                            "trace.id",
                            "opentelemetry_trace_id",
                            "x-b3-traceid",
                            "x_b3_traceid"),
            Kind.SPAN,
                    List.of(
                            "span_id",
                            "spanid",
                            "span-id",
                            "otel.span_id",
                            "otel_span_id",
                            "span.id",
                            "opentelemetry_span_id",
                            "x-b3-spanid",
                            "x_b3_spanid"),
            Kind.DATADOG_TRACE, List.of("dd.trace_id", "dd_trace_id", "x-datadog-trace-id", "datadog.trace_id"),
            Kind.DATADOG_SPAN, List.of("dd.span_id", "dd_span_id", "x-datadog-parent-id", "datadog.span_id"),
            Kind.DATADOG_HIGH, List.of("_dd.p.tid", "dd.p.tid"),
            Kind.HEADER,
                    List.of(
                            "traceparent",
                            "http_traceparent",
                            "b3",
                            "sentry-trace",
                            "sentry_trace",
                            "x-amzn-trace-id",
                            "x_amzn_trace_id",
                            "uber-trace-id"),
            Kind.FLAGS, List.of("trace_flags", "traceflags", "trace-flags", "otel.trace_flags", "otel_trace_flags"),
            Kind.REQUEST,
                    List.of(
                            "request_id",
                            "requestid",
                            "request-id",
                            "x-request-id",
                            "x_request_id",
                            "http.request.id",
                            "req_id"));

    /** Keys of a definition that name more fields, with commas between them. */
    private static final Map<String, Kind> DEFINED =
            Map.of("trace_id_keys", Kind.TRACE, "span_id_keys", Kind.SPAN, "request_id_keys", Kind.REQUEST);

    public static final IdKeys STANDARD = new IdKeys(Map.of());

    private final Map<String, Kind> kinds = new HashMap<>();

    private IdKeys(Map<String, Kind> more) {
        STANDARD_NAMES.forEach((kind, names) -> names.forEach(name -> kinds.put(name, kind)));
        kinds.putAll(more);
    }

    public static IdKeys of(Definition definition) {
        Map<String, Kind> more = new HashMap<>();
        DEFINED.forEach((key, kind) -> definition.text(key).ifPresent(names -> {
            for (String name : names.split(",")) {
                more.put(name.trim().toLowerCase(Locale.ROOT), kind);
            }
        }));
        return more.isEmpty() ? STANDARD : new IdKeys(more);
    }

    /** Whether what stands under the key is an id by which lines are tied together. */
    public boolean contains(String key) {
        return kind(key.toLowerCase(Locale.ROOT)).isPresent();
    }

    /** @param name in lower case */
    Optional<Kind> kind(String name) {
        return Optional.ofNullable(kinds.get(name));
    }
}
