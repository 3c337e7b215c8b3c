package io.sillok.parsers.nginx;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nginx appends to an error that happened in a request: {@code , client: …, server: …, request: "…", upstream: "…",
 * host: "…", referrer: "…"}. Nothing in it is escaped, so it is taken from its end, where the order of the keys is known.
 *
 * @param message what stands before it
 * @param values by key, those that are there
 */
record RequestTail(String message, Map<String, String> values) {

    static final RequestTail NONE = new RequestTail("", Map.of());

    /** Last first. */
    private static final List<String> KEYS =
            List.of("referrer", "host", "upstream", "subrequest", "request", "login", "server", "client");

    private static final List<String> BARE = List.of("server", "client");

    /** These nginx writes of requests that it could not read, so anything may stand in them; no header is known yet. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "(client sent (?:invalid|too long) [^\"]{1,64}?), client: ([^, ]{1,64}), server: ([^, ]{1,255}), request: \"(.*?)\"?",
            Pattern.DOTALL);

    static RequestTail of(String text) {
        Matcher unreadable = UNREADABLE.matcher(text);
        if (unreadable.matches()) {
            return new RequestTail(
                    unreadable.group(1),
                    Map.of(
                            "client", unreadable.group(2),
                            "server", unreadable.group(3),
                            "request", unreadable.group(4)));
        }
        return ofKeys(text);
    }

    private static RequestTail ofKeys(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int end = text.length();
        for (String key : KEYS) {
            String mark = ", " + key + (BARE.contains(key) ? ": " : ": \"");
            int start = text.lastIndexOf(mark, end - 1);
            if (start >= 0) {
                String value = text.substring(start + mark.length(), end);
                // a record that was cut may have lost the quote
                values.put(
                        key,
                        !BARE.contains(key) && value.endsWith("\"") ? value.substring(0, value.length() - 1) : value);
                end = start;
            }
        }
        return values.containsKey("client")
                ? new RequestTail(text.substring(0, end), values)
                : new RequestTail(text, Map.of());
    }

    void addTo(LogEvent.Builder event) {
        event.attribute(Fields.CLIENT_ADDRESS, values.get("client"))
                .attribute("nginx.server_name", values.get("server"))
                .attribute("nginx.upstream.address", values.get("upstream"))
                .attribute("nginx.subrequest", values.get("subrequest"))
                .attribute(Fields.SERVER_ADDRESS, values.get("host"))
                .attribute(Fields.HTTP_REFERRER, values.get("referrer"));
        String request = values.get("request");
        if (request == null) {
            return;
        }
        Optional<RequestLine> line = RequestLine.parse(request);
        if (line.isPresent()) {
            event.attribute(Fields.HTTP_METHOD, line.get().method())
                    .attribute(Fields.URL_PATH, line.get().path())
                    .attribute(Fields.URL_QUERY, line.get().query());
        } else {
            event.attribute("nginx.request", request);
        }
    }
}
