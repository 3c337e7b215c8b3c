package io.sillok.parsers.nginx;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.parsers.ids.CorrelationIds;
import io.sillok.parsers.ids.IdKeys;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.time.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the values of one access line, in whatever order they stand, and makes the event of them. */
final class AccessEntry {

    private final LogEvent.Builder event;
    private Instant time;
    private int timeRank;
    private String request;
    private String method;
    private String target;
    private String path;
    private String query;
    private String protocol;
    private String requestId;
    private final CorrelationIds ids = new CorrelationIds(IdKeys.STANDARD);

    AccessEntry(LogRecord record) {
        this.event = record.event();
    }

    void text(String attribute, String value) {
        event.attribute(attribute, value);
    }

    void integer(String attribute, String value) {
        try {
            event.attribute(attribute, Long.parseLong(value));
        } catch (NumberFormatException e) {
            event.attribute(attribute, value);
        }
    }

    /** Several times of one line are one instant, told more or less exactly. */
    void time(int rank, Optional<Instant> value) {
        if (value.isPresent() && rank > timeRank) {
            time = value.get();
            timeRank = rank;
        }
    }

    /** A key called {@code time} may hold any of the three forms. */
    void time(String value) {
        time(3, Timestamps.epochSeconds(value));
        time(2, Timestamps.iso(value, ZoneOffset.UTC));
        time(1, Timestamps.commonLog(value));
    }

    void decimal(String attribute, String value) {
        decimal(value)
                .ifPresentOrElse(
                        number -> event.attribute(attribute, number.doubleValue()),
                        () -> event.attribute(attribute, value));
    }

    /** A value for each upstream asked: {@code a, b} after a retry, {@code a : b} after an internal redirect. */
    void texts(String attribute, String value) {
        event.attribute(attribute, elements(value));
    }

    void integers(String attribute, String value) {
        List<Long> numbers = new ArrayList<>();
        for (String element : elements(value)) {
            if (isDigits(element)) {
                numbers.add(Long.parseLong(element));
            }
        }
        event.attribute(attribute, numbers);
    }

    void seconds(String attribute, String value) {
        List<Double> numbers = new ArrayList<>();
        double sum = 0;
        for (String element : elements(value)) {
            Optional<Double> number = decimal(element);
            if (number.isPresent()) {
                numbers.add(number.get());
                sum += number.get();
            }
        }
        if (!numbers.isEmpty()) {
            event.attribute(attribute + "s", numbers)
                    .attribute(attribute + "_sum", Math.round(sum * 1e6) / 1e6)
                    .attribute(attribute + "_last", numbers.get(numbers.size() - 1));
        }
    }

    void request(String value) {
        request = value;
    }

    void method(String value) {
        method = value;
    }

    void target(String value) {
        target = value;
    }

    void path(String value) {
        path = value;
    }

    void query(String value) {
        query = value;
    }

    void protocol(String value) {
        protocol = value;
    }

    /** The header names the caller's span: the request is its child. */
    void traceparent(String value) {
        ids.header(value);
    }

    void traceId(String value) {
        ids.trace(value);
    }

    void spanId(String value) {
        ids.span(value);
    }

    void datadogTrace(String value) {
        ids.datadogTrace(value);
    }

    void datadogSpan(String value) {
        ids.datadogSpan(value);
    }

    /** nginx's own stands before one that the caller sent. */
    void requestId(String value) {
        requestId = value;
    }

    void callersRequestId(String value) {
        ids.offer("x-request-id", value);
    }

    void sampled(String value) {
        ids.offer("trace_flags", value);
    }

    LogEvent build() {
        event.timestamp(time);
        Optional<RequestLine> line = request == null ? fromParts() : RequestLine.parse(request);
        if (line.isPresent()) {
            line(line.get());
        } else {
            event.attribute("nginx.request", request).attribute(Fields.HTTP_METHOD, method);
            url();
            version(protocol);
        }
        ids.addTo(event);
        event.attribute(Fields.REQUEST_ID, requestId);
        return event.build();
    }

    private void line(RequestLine line) {
        event.attribute(Fields.HTTP_METHOD, line.method())
                .attribute(Fields.URL_PATH, line.path())
                .attribute(Fields.URL_QUERY, line.query());
        version(line.protocol());
        String version = line.protocol().isEmpty() ? "" : ' ' + line.protocol();
        event.body(line.method() + ' ' + line.target() + version);
    }

    /** Where the format has no method, or the request line is none. */
    private void url() {
        String where = where();
        Optional<RequestLine> asIfGet = where == null ? Optional.empty() : RequestLine.parse("GET " + where);
        event.attribute(Fields.URL_PATH, asIfGet.map(RequestLine::path).orElse(path))
                .attribute(Fields.URL_QUERY, asIfGet.map(RequestLine::query).orElse(query))
                .body(request != null ? request : where != null ? where : "-");
    }

    private void version(String name) {
        if (name != null && name.startsWith("HTTP/")) {
            event.attribute("network.protocol.version", name.substring("HTTP/".length()));
        }
    }

    private Optional<RequestLine> fromParts() {
        String where = where();
        if (method == null || where == null) {
            return Optional.empty();
        }
        return RequestLine.parse(method + ' ' + where + (protocol == null ? "" : ' ' + protocol));
    }

    private String where() {
        return target != null ? target : path == null ? null : query == null ? path : path + '?' + query;
    }

    private static List<String> elements(String value) {
        List<String> elements = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            boolean redirect = i + 1 < value.length() && value.startsWith(" :", i);
            if (i == value.length() || value.charAt(i) == ',' || redirect) {
                String element = value.substring(from, i).trim();
                if (!element.isEmpty() && !element.equals("-")) {
                    elements.add(element);
                }
                i += redirect ? 1 : 0;
                from = i + 1;
            }
        }
        return elements;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Optional<Double> decimal(String text) {
        int dot = text.indexOf('.');
        String digits = dot < 0 ? text : text.substring(0, dot) + text.substring(dot + 1);
        return isDigits(digits) && dot != 0 ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
