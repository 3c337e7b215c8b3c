package io.sillok.parsers.nginx;

import static java.util.Map.entry;

import io.sillok.model.Fields;
import io.sillok.parsers.template.Shape;
import io.sillok.parsers.time.Timestamps;
import java.util.Locale;
import java.util.Map;

/**
 * What nginx's variables mean: the shape of their values and where they go in an event. A variable that is not in the
 * table is the user's own and goes to {@code nginx.} and its name.
 *
 * @see <a href="https://nginx.org/en/docs/varindex.html">nginx, alphabetical index of variables</a>
 */
final class Variables {

    interface Target {
        void put(AccessEntry entry, String value);
    }

    private record Meaning(Shape shape, Target target) {}

    /** No variable of nginx: {@code $uri$is_args$args} in one. */
    static final String PATH_AND_QUERY = "path_and_query";

    /** No variable of nginx either: what stands behind all that is known. */
    static final String REST = "log_tail";

    private static final int LONGEST_TIME = 64;

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            entry("remote_addr", list((e, v) -> e.text(Fields.CLIENT_ADDRESS, v))),
            entry(REST, new Meaning(Shape.REST, (e, v) -> e.text("nginx.log_tail", v))),
            entry("realip_remote_addr", text("network.peer.address")),
            entry("remote_port", integer("client.port")),
            entry("remote_user", text(Fields.USER_NAME)),
            entry("time_local", new Meaning(Variables::time, (e, v) -> e.time(1, Timestamps.commonLog(v)))),
            entry("time_iso8601", any(AccessEntry::time)),
            entry("msec", number((e, v) -> e.time(3, Timestamps.epochSeconds(v)))),
            entry("request", any(AccessEntry::request)),
            entry("request_method", any(AccessEntry::method)),
            entry("request_uri", any(AccessEntry::target)),
            entry("uri", any((e, v) -> {
                e.path(v);
                e.text("nginx.uri", v);
            })),
            entry("document_uri", any(AccessEntry::path)),
            entry("args", any(AccessEntry::query)),
            entry("query_string", any(AccessEntry::query)),
            entry(PATH_AND_QUERY, any((e, v) -> {
                int question = v.indexOf('?');
                e.path(question < 0 ? v : v.substring(0, question));
                e.query(question < 0 ? null : v.substring(question + 1));
            })),
            entry("is_args", any((e, v) -> {})),
            entry("server_protocol", any(AccessEntry::protocol)),
            entry("scheme", text("url.scheme")),
            entry("host", text(Fields.SERVER_ADDRESS)),
            entry("http_host", text("http.request.header.host")),
            entry("server_name", text("nginx.server_name")),
            entry("server_addr", text("network.local.address")),
            entry("server_port", integer("server.port")),
            entry("hostname", text("nginx.hostname")),
            entry("pid", integer(Fields.PROCESS_PID)),
            entry("status", integer(Fields.HTTP_STATUS)),
            entry("body_bytes_sent", integer(Fields.HTTP_RESPONSE_SIZE)),
            entry("bytes_sent", integer("http.response.size")),
            entry("request_length", integer(Fields.HTTP_REQUEST_SIZE)),
            entry("content_length", integer("http.request.body.size")),
            entry("request_time", decimal(Fields.HTTP_DURATION)),
            entry("connection", integer("nginx.connection")),
            entry("connection_requests", integer("nginx.connection_requests")),
            entry("connection_time", decimal("nginx.connection_time")),
            entry("gzip_ratio", decimal("nginx.gzip_ratio")),
            entry("pipe", text("nginx.pipe")),
            entry("request_completion", text("nginx.request_completion")),
            entry("request_id", any(AccessEntry::requestId)),
            entry("http_x_request_id", any((e, v) -> {
                e.callersRequestId(v);
                e.text("http.request.header.x-request-id", v);
            })),
            entry("ssl_protocol", text("tls.protocol.version")),
            entry("ssl_cipher", text("tls.cipher")),
            entry("http_referer", text(Fields.HTTP_REFERRER)),
            entry("http_user_agent", text(Fields.USER_AGENT)),
            entry("http_traceparent", any(AccessEntry::traceparent)),
            entry("otel_trace_id", any(AccessEntry::traceId)),
            entry("otel_span_id", any(AccessEntry::spanId)),
            entry("otel_parent_id", text("nginx.otel_parent_id")),
            entry("opentelemetry_trace_id", any(AccessEntry::traceId)),
            entry("opentelemetry_span_id", any(AccessEntry::spanId)),
            entry("opentelemetry_context_traceparent", any(AccessEntry::traceparent)),
            entry("opentracing_context_uber_trace_id", any(AccessEntry::traceparent)),
            entry("http_uber_trace_id", any(AccessEntry::traceparent)),
            entry("http_b3", any(AccessEntry::traceparent)),
            entry("http_x_b3_traceid", any(AccessEntry::traceId)),
            entry("http_x_b3_spanid", any(AccessEntry::spanId)),
            entry("http_x_b3_sampled", any(AccessEntry::sampled)),
            entry("http_x_datadog_trace_id", any(AccessEntry::datadogTrace)),
            entry("http_x_datadog_parent_id", any(AccessEntry::datadogSpan)),
            entry("http_x_amzn_trace_id", any(AccessEntry::traceparent)),
            entry("http_sentry_trace", any(AccessEntry::traceparent)),
            entry("upstream_addr", list((e, v) -> e.texts("nginx.upstream.addresses", v))),
            entry("upstream_status", list((e, v) -> e.integers("nginx.upstream.statuses", v))),
            entry("upstream_response_time", list((e, v) -> e.seconds("nginx.upstream.response_time", v))),
            entry("upstream_connect_time", list((e, v) -> e.seconds("nginx.upstream.connect_time", v))),
            entry("upstream_header_time", list((e, v) -> e.seconds("nginx.upstream.header_time", v))),
            entry("upstream_queue_time", list((e, v) -> e.seconds("nginx.upstream.queue_time", v))),
            entry("upstream_bytes_sent", list((e, v) -> e.integers("nginx.upstream.bytes_sent", v))),
            entry("upstream_bytes_received", list((e, v) -> e.integers("nginx.upstream.bytes_received", v))),
            entry("upstream_response_length", list((e, v) -> e.integers("nginx.upstream.response_lengths", v))),
            entry("upstream_cache_status", text("nginx.upstream.cache_status")));

    /** Variables that are made of a header's, an argument's or a cookie's name. */
    private static final Map<String, String> PREFIXES = Map.of(
            "http_", "http.request.header.",
            "sent_http_", "http.response.header.",
            "upstream_http_", "nginx.upstream.header.",
            "arg_", "nginx.arg.",
            "cookie_", "nginx.cookie.",
            "upstream_cookie_", "nginx.upstream.cookie.");

    private Variables() {}

    /** Which values the variable can have: tells apart where one ends when the literals alone do not. */
    static Shape shape(String variable) {
        Meaning meaning = MEANINGS.get(variable);
        return meaning == null || meaning.shape == Shape.ANY || meaning.shape == Shape.REST
                ? meaning == null ? Shape.ANY : meaning.shape
                : (line, from, to) ->
                        from == to || Shape.isDash(line, from, to) ? Shape.Fit.YES : meaning.shape.fit(line, from, to);
    }

    private static Shape.Fit time(String line, int from, int to) {
        if (to - from > LONGEST_TIME) {
            return Shape.Fit.NEVER;
        }
        return Timestamps.commonLog(line.substring(from, to)).isPresent() ? Shape.Fit.YES : Shape.Fit.NOT_YET;
    }

    /** {@code -} and the empty text say that there is no value. */
    static void put(String variable, String value, AccessEntry entry) {
        put(target(variable), value, entry);
    }

    /** The same where the variable's target is known. */
    static void put(Target target, String value, AccessEntry entry) {
        if (!absent(value)) {
            target.put(entry, value);
        }
    }

    /** Where the variable's values go. */
    static Target target(String variable) {
        Meaning meaning = MEANINGS.get(variable);
        if (meaning != null) {
            return meaning.target;
        }
        String attribute = attribute(variable);
        return (entry, value) -> entry.text(attribute, value);
    }

    static boolean known(String variable) {
        return MEANINGS.containsKey(variable);
    }

    private static String attribute(String variable) {
        for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
            if (variable.startsWith(prefix.getKey())) {
                String name = variable.substring(prefix.getKey().length());
                boolean header = prefix.getKey().endsWith("http_");
                return prefix.getValue() + (header ? name.replace('_', '-') : name).toLowerCase(Locale.ROOT);
            }
        }
        return "nginx." + variable;
    }

    private static boolean absent(String value) {
        return value.isEmpty() || value.equals("-");
    }

    private static Meaning any(Target target) {
        return new Meaning(Shape.ANY, target);
    }

    private static Meaning text(String attribute) {
        return any((entry, value) -> entry.text(attribute, value));
    }

    private static Meaning list(Target target) {
        return new Meaning(Shape::list, target);
    }

    private static Meaning number(Target target) {
        return new Meaning(Shape::number, target);
    }

    private static Meaning integer(String attribute) {
        return number((entry, value) -> entry.integer(attribute, value));
    }

    private static Meaning decimal(String attribute) {
        return number((entry, value) -> entry.decimal(attribute, value));
    }
}
