package io.sillok.job.requests;

import io.sillok.job.PlainMasker;
import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedSpan;
import io.sillok.model.Severity;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import io.sillok.model.TraceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Log lines and spans of a small shop, for tests. */
final class ToldLines {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final TraceId TRACE = new TraceId(7, 8);

    private long offset;

    /** A request as nginx tells it: its time is that of the end; without a duration if that is 0. */
    LogEvent.Builder nginx(String file, double end, double duration, String method, String path, String query) {
        LogEvent.Builder event = line("nginx.access", file, end);
        return (duration > 0 ? event.attribute(Fields.HTTP_DURATION, duration) : event)
                .attribute(Fields.HTTP_METHOD, method)
                .attribute(Fields.URL_PATH, path)
                .attribute(Fields.URL_QUERY, query)
                .attribute(Fields.HTTP_STATUS, 200)
                .attribute(Fields.CLIENT_ADDRESS, "203.0.113.1");
    }

    /** A request as FPM tells it behind a front controller: its time is that of the beginning. */
    LogEvent.Builder fpm(double start, double duration, String method, String query) {
        return line("php_fpm.access", "fpm", start)
                .attribute(Fields.HTTP_METHOD, method)
                .attribute(Fields.URL_PATH, "/index.php")
                .attribute(Fields.URL_QUERY, query)
                .attribute(Fields.HTTP_STATUS, 200)
                .attribute(Fields.HTTP_DURATION, duration);
    }

    LogEvent.Builder line(String format, String file, double seconds) {
        offset += 100;
        return LogEvent.at(new EventPosition(FileId.of(file), offset, 0))
                .timestamp(NOON.plusMillis(Math.round(seconds * 1000)))
                .body("a line")
                .resource(Fields.SERVICE_NAME, "shop")
                .resource(Fields.HOST_NAME, "web-1")
                .attribute(Fields.LOG_FORMAT, format);
    }

    LogEvent.Builder laravel(long span, Severity severity) {
        return line("laravel.line", "laravel", 0)
                .traceId(TRACE)
                .spanId(new SpanId(span))
                .severity(severity);
    }

    static Clue clue(LogEvent.Builder event) {
        MaskedEvent masked = MaskedEvent.of(event.build(), new PlainMasker());
        return new Clue(masked.outline(), NOON, Fact.of(masked, NOON, false));
    }

    static Fact fact(LogEvent.Builder event) {
        return clue(event).fact();
    }

    static Fact span(long id, long parent, String kind, double start, double seconds, Map<String, Object> attributes) {
        Instant begin = NOON.plusMillis(Math.round(start * 1000));
        Span span = new Span(
                TRACE,
                new SpanId(id),
                parent == 0 ? Optional.empty() : Optional.of(new SpanId(parent)),
                "span " + id,
                kind,
                begin,
                begin.plusMillis(Math.round(seconds * 1000)),
                "unset",
                Map.of(Fields.SERVICE_NAME, "shop"),
                attributes);
        return Fact.of(MaskedSpan.of(span, new PlainMasker()));
    }
}
