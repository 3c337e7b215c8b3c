package io.sillok.parsers.nginx;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.parsers.grok.BoundedGrok;
import io.sillok.parsers.grok.BundledPatterns;
import io.sillok.parsers.inner.InnerText;
import io.sillok.parsers.inner.OpenValue;
import io.sillok.parsers.record.Definition;
import io.sillok.parsers.record.DefinitionException;
import io.sillok.parsers.record.LogRecord;
import io.sillok.parsers.record.RecordParser;
import io.sillok.parsers.record.Rejection;
import io.sillok.parsers.time.Timestamps;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nginx's error log. What PHP wrote to stderr during a request is taken out of it: an event for each message, tied to the
 * request.
 *
 * @see <a href="https://github.com/nginx/nginx/blob/master/src/core/ngx_log.c">nginx, ngx_log_error_core</a>
 */
public final class NginxErrorParser implements RecordParser {

    private static final BoundedGrok PREFIX = BundledPatterns.compile("%{NGINX_ERROR_PREFIX}");
    private static final Pattern ERRNO = Pattern.compile("\\((\\d{1,5}): ([^()]{1,128})\\)");
    private static final String STDERR = "FastCGI sent in stderr: \"";
    private static final String STDERR_END = "\" while ";
    private static final Pattern DOING = Pattern.compile("while [a-z ]{1,64}");
    private static final int MAX_ENDS = 16;

    private final ZoneId zone;

    private NginxErrorParser(ZoneId zone) {
        this.zone = zone;
    }

    public static RecordParser of(Definition definition) throws DefinitionException {
        return new NginxErrorParser(definition.zone());
    }

    @Override
    public List<LogEvent> parse(LogRecord record) {
        BoundedGrok.Result result = PREFIX.match(record.text());
        if (!(result instanceof BoundedGrok.Captures prefix)) {
            return List.of(
                    record.rejected(result instanceof BoundedGrok.OverBudget ? Rejection.BUDGET : Rejection.SYNTAX));
        }
        String rest = record.text().substring(prefix.end());
        if (rest.startsWith(STDERR)) {
            return stderr(rest.substring(STDERR.length()), prefix, record);
        }
        RequestTail tail = RequestTail.of(rest);
        LogEvent.Builder event = event(prefix, record).body(tail.message());
        tail.addTo(event);
        Matcher errno = ERRNO.matcher(tail.message());
        if (errno.find()) {
            event.attribute("nginx.errno", Long.parseLong(errno.group(1)));
        }
        return List.of(event.build());
    }

    private List<LogEvent> stderr(String rest, BoundedGrok.Captures prefix, LogRecord record) {
        int end = endOfStderr(rest);
        RequestTail tail = end < 0 ? RequestTail.NONE : tail(rest, end);
        List<LogEvent> events = new ArrayList<>();
        for (String message : PhpMessages.split(end < 0 ? rest : rest.substring(0, end), end < 0)) {
            LogEvent.Builder event = event(prefix, record);
            InnerText.read(message, zone, time(prefix), event);
            // last, for of the request nginx knows best
            tail.addTo(event);
            events.add(event.build());
        }
        return events;
    }

    /** Fields that were cut before the request may stand in a value of PHP's message. */
    private static RequestTail tail(String rest, int end) {
        RequestTail tail = RequestTail.of(rest.substring(end + 2));
        return tail.values().containsKey("request") || !OpenValue.mayBeAt(rest, 0, end) ? tail : RequestTail.NONE;
    }

    /** Neither PHP's text nor the referrer is escaped; a record that was cut has no end, or no whole tail behind it. */
    private static int endOfStderr(String text) {
        int end = text.indexOf(STDERR_END);
        for (int i = 0; i < MAX_ENDS && end >= 0; i++) {
            Optional<RequestTail> tail = RequestTail.ofForm(text.substring(end + 2));
            if (tail.isPresent() && DOING.matcher(tail.get().message()).matches()) {
                return end;
            }
            end = text.indexOf(STDERR_END, end + 1);
        }
        return text.lastIndexOf(STDERR_END);
    }

    private LogEvent.Builder event(BoundedGrok.Captures prefix, LogRecord record) {
        LogEvent.Builder event = record.event()
                .timestamp(time(prefix).orElse(null))
                .severity(Severity.ofWord(prefix.text("level")).orElse(null))
                .attribute(Fields.PROCESS_PID, Long.parseLong(prefix.text("pid")))
                .attribute("thread.id", Long.parseLong(prefix.text("tid")));
        prefix.find("connection").ifPresent(id -> event.attribute("nginx.connection", Long.parseLong(id)));
        return event;
    }

    private Optional<Instant> time(BoundedGrok.Captures prefix) {
        return Timestamps.iso(prefix.text("time"), zone);
    }
}
