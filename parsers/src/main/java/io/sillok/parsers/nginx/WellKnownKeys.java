package io.sillok.parsers.nginx;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The names that people give to nginx's variables in hand-made formats. */
final class WellKnownKeys {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private static final Pattern ADDRESSES = Pattern.compile("(?:unix:|[0-9a-fA-F.:\\[\\], -])*(?:/\\S*)?");

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            entry("time", "time_iso8601"),
            entry("timestamp", "time_iso8601"),
            entry("@timestamp", "time_iso8601"),
            entry("datetime", "time_iso8601"),
            entry("ts", "time_iso8601"),
            entry("client", "remote_addr"),
            entry("client_ip", "remote_addr"),
            entry("clientip", "remote_addr"),
            entry("ip", "remote_addr"),
            entry("remote", "remote_addr"),
            entry("remote_ip", "remote_addr"),
            entry("user", "remote_user"),
            entry("method", "request_method"),
            entry("verb", "request_method"),
            entry("path", "uri"),
            entry("url", "request_uri"),
            entry("query", "args"),
            entry("protocol", "server_protocol"),
            entry("vhost", "host"),
            entry("domain", "host"),
            entry("status_code", "status"),
            entry("code", "status"),
            entry("response", "status"),
            entry("size", "body_bytes_sent"),
            entry("bytes", "body_bytes_sent"),
            entry("body_bytes", "body_bytes_sent"),
            entry("rt", "request_time"),
            entry("reqtime", "request_time"),
            entry("duration", "request_time"),
            entry("response_time", "request_time"),
            entry("responsetime", "request_time"),
            entry("uct", "upstream_connect_time"),
            entry("uht", "upstream_header_time"),
            entry("urt", "upstream_response_time"),
            entry("upstream_time", "upstream_response_time"),
            entry("us", "upstream_status"),
            entry("upstream", "upstream_addr"),
            entry("ucs", "upstream_cache_status"),
            entry("cache", "upstream_cache_status"),
            entry("rid", "request_id"),
            entry("req_id", "request_id"),
            entry("reqid", "request_id"),
            entry("request-id", "request_id"),
            entry("rl", "request_length"),
            entry("cn", "connection"),
            entry("tp", "http_traceparent"),
            entry("traceparent", "http_traceparent"),
            entry("trace_id", "otel_trace_id"),
            entry("traceid", "otel_trace_id"),
            entry("trace", "otel_trace_id"),
            entry("span_id", "otel_span_id"),
            entry("spanid", "otel_span_id"),
            entry("req", "request"),
            entry("ref", "http_referer"),
            entry("referer", "http_referer"),
            entry("referrer", "http_referer"),
            entry("user_agent", "http_user_agent"),
            entry("useragent", "http_user_agent"),
            entry("agent", "http_user_agent"),
            entry("http_referrer", "http_referer"),
            entry("xff", "http_x_forwarded_for"),
            entry("x_forwarded_for", "http_x_forwarded_for"),
            entry("forwarded_for", "http_x_forwarded_for"),
            entry("authorization", "http_authorization"),
            entry("cookie", "http_cookie"));

    private WellKnownKeys() {}

    /** The variable that a key most likely stands for; a key that says nothing becomes a variable of its own name. */
    static String variable(String key, String value) {
        String name = key.toLowerCase(Locale.ROOT);
        if (Variables.known(name)) {
            return name;
        }
        if (name.equals("ua")) {
            return ADDRESSES.matcher(value).matches() ? "upstream_addr" : "http_user_agent";
        }
        String variable = VARIABLES.get(name);
        if (variable != null) {
            return variable;
        }
        return TRACEPARENT.matcher(value).matches() ? "http_traceparent" : name.replaceAll("[^a-z0-9_.]", "_");
    }
}
