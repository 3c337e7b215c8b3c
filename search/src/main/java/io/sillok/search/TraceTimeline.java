package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.model.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places events in the time of their trace. Many logs write whole seconds, while a request takes milliseconds: such an event
 * happened somewhere in its second, so it is placed where that second meets its span (or the trace, if its span is not
 * known), at the end if it is an access log (written when the request is done), else at the start.
 */
final class TraceTimeline {

    private record Window(Instant start, Instant end) {}

    private final Window trace;
    private final Map<String, Window> spans;

    private TraceTimeline(Window trace, Map<String, Window> spans) {
        this.trace = trace;
        this.spans = spans;
    }

    /** Spans and exact events set the time; where there are none, all events do. */
    static TraceTimeline of(List<TraceSpan> spans, List<LogHit> hits) {
        List<Instant> times = new ArrayList<>();
        spans.forEach(span -> {
            times.add(span.start());
            times.add(span.end());
        });
        for (LogHit hit : hits) {
            time(hit).filter(TraceTimeline::isExact).ifPresent(time -> {
                times.add(time);
                times.add(time.minus(isWrittenAtEnd(hit) ? duration(hit) : Duration.ZERO));
            });
        }
        if (times.isEmpty()) {
            hits.forEach(hit -> time(hit).ifPresent(times::add));
        }
        Instant start = times.stream().min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        Instant end = times.stream().max(Comparator.naturalOrder()).orElse(start);
        Map<String, Window> windows = new HashMap<>();
        spans.forEach(span -> windows.put(span.spanId(), new Window(span.start(), span.end())));
        return new TraceTimeline(new Window(start, end), windows);
    }

    Instant start() {
        return trace.start;
    }

    Instant end() {
        return trace.end;
    }

    List<TraceEvent> place(List<LogHit> hits) {
        return hits.stream()
                .map(this::place)
                .sorted(Comparator.comparing(TraceEvent::time)
                        .thenComparing(event -> event.hit().attribute(Fields.FILE_PATH))
                        .thenComparingLong(event -> event.hit()
                                .source()
                                .path("attributes")
                                .path(Fields.FILE_OFFSET)
                                .asLong())
                        .thenComparingLong(event -> event.hit()
                                .source()
                                .path("attributes")
                                .path(Fields.ORDINAL)
                                .asLong()))
                .toList();
    }

    private TraceEvent place(LogHit hit) {
        Instant time = time(hit).orElse(trace.start);
        if (isExact(time)) {
            return new TraceEvent(time, true, hit);
        }
        Window window = spans.getOrDefault(hit.text("span_id"), trace);
        Instant last = time.plusSeconds(1).minusNanos(1);
        if (last.isBefore(window.start) || time.isAfter(window.end)) {
            return new TraceEvent(time, false, hit);
        }
        Instant likeliest = isWrittenAtEnd(hit) ? window.end : window.start;
        Instant placed = likeliest.isBefore(time) ? time : likeliest.isAfter(last) ? last : likeliest;
        return new TraceEvent(placed, false, hit);
    }

    private static boolean isExact(Instant time) {
        return time.getNano() != 0;
    }

    private static boolean isWrittenAtEnd(LogHit hit) {
        return hit.attribute(Fields.LOG_FORMAT).endsWith(".access");
    }

    private static Duration duration(LogHit hit) {
        JsonNode seconds = hit.source().path("attributes").path(Fields.HTTP_DURATION);
        return Duration.ofNanos((long) (seconds.asDouble(0) * 1e9));
    }

    private static Optional<Instant> time(LogHit hit) {
        String text = hit.text("timestamp");
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }
}
