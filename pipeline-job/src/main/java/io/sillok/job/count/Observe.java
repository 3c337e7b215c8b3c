package io.sillok.job.count;

import io.sillok.job.ReadEvent;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Takes from each event what is counted. An update counts nothing: its event was counted when it first came. */
public final class Observe implements FlatMapFunction<ReadEvent, Observation> {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PROPFIND");

    @Override
    public void flatMap(ReadEvent read, Collector<Observation> out) {
        if (!read.update()) {
            of(read).forEach(out::collect);
        }
    }

    /**
     * When the event counts: its own time, but not later than when it was read. A forged time in the future would make
     * all honest ones late.
     */
    public static long time(ReadEvent read) {
        Instant own = read.event().event().timestamp().orElse(read.read());
        return Math.min(own.toEpochMilli(), read.read().toEpochMilli());
    }

    static List<Observation> of(ReadEvent read) {
        List<Observation> observations = new ArrayList<>(2);
        LogEvent event = read.event().event();
        String service = event.resource().getOrDefault(Fields.SERVICE_NAME, "");
        String environment = event.resource().getOrDefault(Fields.ENVIRONMENT, "");
        long time = time(read);

        String format = event.text(Fields.LOG_FORMAT).orElse("unknown");
        String severity = event.severity().map(Severity::text).orElse("");
        observations.add(once(Family.RECORDS, time, service, environment, format, severity));
        event.text(Fields.EXCEPTION_TYPE)
                .ifPresent(type -> observations.add(once(Family.EXCEPTIONS, time, service, environment, type)));
        read.event()
                .maskCounts()
                .forEach((rule, times) -> observations.add(new Observation(
                        new Series(Family.MASKED_FIELDS, List.of(service, environment, rule)),
                        "",
                        ReadEvent.COUNTED,
                        time,
                        times,
                        Double.NaN)));
        if (!read.accessLog().equals(ReadEvent.NOT_COUNTED)) {
            observations.add(request(read, time, service, environment));
        }
        return observations;
    }

    private static Observation request(ReadEvent read, long time, String service, String environment) {
        LogEvent event = read.event().event();
        String method = event.text(Fields.HTTP_METHOD)
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(METHODS::contains)
                .orElse("_OTHER");
        String route = event.text(Fields.HTTP_ROUTE)
                .or(() -> event.text(Fields.URL_PATH).map(RouteTemplate::of))
                .orElse(RouteTemplate.OTHER);
        Series series = new Series(Family.REQUESTS, List.of(service, environment, method, route, statusClass(event)));
        double seconds = event.attributes().get(Fields.HTTP_DURATION) instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
        String host = event.resource().getOrDefault(Fields.HOST_NAME, "");
        return new Observation(series, host, read.accessLog(), time, 1, seconds);
    }

    private static String statusClass(LogEvent event) {
        boolean known = event.attributes().get(Fields.HTTP_STATUS) instanceof Number;
        long status = known ? ((Number) event.attributes().get(Fields.HTTP_STATUS)).longValue() : 0;
        return status >= 100 && status < 600 ? status / 100 + "xx" : "none";
    }

    private static Observation once(Family family, long time, String... labels) {
        return new Observation(new Series(family, List.of(labels)), "", ReadEvent.COUNTED, time, 1, Double.NaN);
    }
}
