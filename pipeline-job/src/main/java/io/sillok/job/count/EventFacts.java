package io.sillok.job.count;

import io.sillok.job.ReadEvent;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What is counted of an event. Pure. */
public final class EventFacts {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PROPFIND");

    /** Takes one fact. */
    interface Facts {

        /** @param seconds how long it took, if that is told */
        void add(Series series, String host, String accessLog, long times, OptionalDouble seconds);
    }

    private EventFacts() {}

    /**
     * When the event counts: its own time, but not later than when it was read. A forged time in the future would make
     * all honest ones late.
     *
     * @return milliseconds since the epoch
     */
    public static long time(ReadEvent read) {
        Instant own = read.event().event().timestamp().orElse(read.read());
        return Math.min(own.toEpochMilli(), read.read().toEpochMilli());
    }

    static void of(ReadEvent read, Facts facts) {
        LogEvent event = read.event().event();
        String service = event.resource().getOrDefault(Fields.SERVICE_NAME, "");
        String environment = event.resource().getOrDefault(Fields.ENVIRONMENT, "");
        String format = event.text(Fields.LOG_FORMAT).orElse("unknown");
        String severity = event.severity().map(Severity::text).orElse("");

        add(Family.RECORDS, 1, facts, service, environment, format, severity);
        FpmEvent.of(event)
                .ifPresent(fpm -> facts.add(
                        new Series(Family.FPM_EVENTS, List.of(service, environment, fpm.pool(), fpm.name())),
                        FpmEvent.COMPETITION + host(event) + '\n' + fpm.name(),
                        fpm.toldTwice() ? format : ReadEvent.COUNTED,
                        1,
                        OptionalDouble.empty()));
        event.text(Fields.DB_QUERY_HASH)
                .ifPresent(hash -> facts.add(
                        new Series(Family.QUERIES, List.of(service, environment, format, hash)),
                        "",
                        ReadEvent.COUNTED,
                        1,
                        number(event, Fields.DB_QUERY_DURATION)));
        read.event()
                .maskCounts()
                .forEach((rule, times) -> add(Family.MASKED_FIELDS, times, facts, service, environment, rule, format));
        if (!read.accessLog().equals(ReadEvent.NOT_COUNTED)) {
            addRequest(read, service, environment, facts);
        }
    }

    /** What is counted of an event that is the first to tell of an error. */
    static void ofError(ReadEvent read, Facts facts) {
        LogEvent event = read.event().event();
        String service = event.resource().getOrDefault(Fields.SERVICE_NAME, "");
        String environment = event.resource().getOrDefault(Fields.ENVIRONMENT, "");
        event.text(Fields.EXCEPTION_TYPE)
                .ifPresent(type -> add(Family.EXCEPTIONS, 1, facts, service, environment, type));
        if (event.attributes().containsKey(Fields.ERROR_JOIN_KEY)) {
            String level = event.severity().map(Severity::text).orElse("");
            add(Family.PHP_ERRORS, 1, facts, service, environment, level);
        }
    }

    private static void add(Family family, long times, Facts facts, String... labels) {
        facts.add(new Series(family, List.of(labels)), "", ReadEvent.COUNTED, times, OptionalDouble.empty());
    }

    /** The route that an event tells, or the template of its path. */
    public static Optional<String> route(LogEvent event) {
        return event.text(Fields.HTTP_ROUTE)
                .or(() -> event.text(Fields.URL_PATH).map(RouteTemplate::of));
    }

    private static void addRequest(ReadEvent read, String service, String environment, Facts facts) {
        LogEvent event = read.event().event();
        String method = event.text(Fields.HTTP_METHOD)
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(METHODS::contains)
                .orElse("_OTHER");
        String route = route(event).orElse(RouteTemplate.OTHER);
        String status = statusClass((int) number(event, Fields.HTTP_STATUS).orElse(0));
        facts.add(
                new Series(Family.REQUESTS, List.of(service, environment, method, route, status)),
                host(event),
                read.accessLog(),
                1,
                number(event, Fields.HTTP_DURATION));
    }

    private static String host(LogEvent event) {
        return event.resource().getOrDefault(Fields.HOST_NAME, "");
    }

    private static String statusClass(int status) {
        return status >= 100 && status < 600 ? status / 100 + "xx" : "none";
    }

    private static OptionalDouble number(LogEvent event, String attribute) {
        return event.attributes().get(attribute) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }
}
