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
 * host: "…", referrer: "…"}. Nothing in it is escaped: a path can hold one, and so can the referrer, which is last. So the
 * first that has nginx's form to the line's end is taken; where none has, for the line was cut, what is last of each key.
 *
 * @param message what stands before it
 * @param values by key, those that are there
 * @param suspect whether what begins like another tail stands in this one or before it: one of them was forged
 */
record RequestTail(String message, Map<String, String> values, boolean suspect) {

    static final RequestTail NONE = new RequestTail("", Map.of(), false);

    private static final String START = ", client: ";

    /** Tails of which it is seen whether they have nginx's form. */
    private static final int MAX_STARTS = 16;

    private static final String SOCKET = "unix:[^,\"]{0,108}";

    private static final String ADDRESS =
            "(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\\.\\d{1,3}){0,3}|" + SOCKET;

    /** An address, or the beginning of one: the line may be cut in it. */
    private static final Pattern CLIENT = Pattern.compile(
            "\\d{1,3}(?:\\.\\d{0,3}){0,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){1,7}(?:\\.\\d{0,3}){0,3}|" + SOCKET);

    /** What nginx has checked holds no blank, so only the referrer can hold what looks like another key. */
    private static final Pattern FORM = Pattern.compile(", client: (?<client>" + ADDRESS + ")"
            + "(?:, server: (?<server>[^,\"\\s]{0,255}))?"
            + "(?:, request: \"(?<request>\\S{1,64} \\S{1,4096}(?: HTTP/\\d\\.\\d)?)\")?"
            + "(?:, subrequest: \"(?<subrequest>\\S{0,4096}?)\")?"
            + "(?:, upstream: \"(?<upstream>\\S{0,4096}?)\")?"
            + "(?:, host: \"(?<host>[^\\s\"]{0,255})\")?"
            + "(?:, referrer: \"(?<referrer>.{0,4096})\")?");

    /** A message that begins so is not at its end inside of the path, or right behind it. */
    private static final Pattern PATH_FIRST = Pattern.compile("(?:[a-z_]{1,32}\\(\\) )?\"");

    /** Last first. */
    private static final List<String> KEYS =
            List.of("referrer", "host", "upstream", "subrequest", "request", "login", "server", "client");

    private static final List<String> BARE = List.of("server", "client");

    /** Keys of requests; {@code login} is the mail proxy's. */
    private static final List<String> GROUPS =
            List.of("referrer", "host", "upstream", "subrequest", "request", "server", "client");

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
                            "request", unreadable.group(4)),
                    false);
        }
        return ofForm(text).orElseGet(() -> ofKeys(text));
    }

    /** Empty unless a tail of nginx's form reaches to the end. */
    static Optional<RequestTail> ofForm(String text) {
        Matcher form = FORM.matcher(text);
        int start = text.indexOf(START);
        for (int i = 0; i < MAX_STARTS && start >= 0; i++) {
            if (form.region(start, text.length()).matches() && mayEnd(text.substring(0, start))) {
                boolean alone = text.indexOf(START) == start && text.lastIndexOf(START) == start;
                return Optional.of(new RequestTail(text.substring(0, start), values(form), !alone));
            }
            start = text.indexOf(START, start + 1);
        }
        return Optional.empty();
    }

    private static boolean mayEnd(String message) {
        long quotes = message.chars().filter(c -> c == '"').count();
        boolean insidePath = PATH_FIRST.matcher(message).lookingAt() && message.endsWith("\"");
        return quotes % 2 == 0 && !insidePath;
    }

    private static Map<String, String> values(Matcher form) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : KEYS) {
            String value = GROUPS.contains(key) ? form.group(key) : null;
            if (value != null) {
                values.put(key, value);
            }
        }
        return values;
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
        String client = values.get("client");
        return client != null && CLIENT.matcher(client).matches()
                ? new RequestTail(text.substring(0, end), values, false)
                : new RequestTail(text, Map.of(), false);
    }

    void addTo(LogEvent.Builder event) {
        event.attribute(Fields.CLIENT_ADDRESS, values.get("client"))
                .attribute("nginx.server_name", values.get("server"))
                .attribute("nginx.upstream.address", values.get("upstream"))
                .attribute("nginx.subrequest", values.get("subrequest"))
                .attribute(Fields.SERVER_ADDRESS, values.get("host"))
                .attribute(Fields.HTTP_REFERRER, values.get("referrer"));
        if (suspect) {
            event.attribute("nginx.tail.suspect", true);
        }
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
