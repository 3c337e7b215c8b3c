package io.sillok.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillok.model.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Places events in the time of their trace. Many logs write whole seconds, while a request takes milliseconds: such an event
 * happened somewhere in its second, so it is placed where that second meets the request, at the request's end if it is an
 * access log (written when the request is done), else at its start.
 */
final class TraceTimeline {

    private final Instant start;
    private final Instant end;

    private TraceTimeline(Instant start, Instant end) {
        this.start = start;
        this.end = end;
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
        return new TraceTimeline(
                start, times.stream().max(Comparator.naturalOrder()).orElse(start));
    }

    Instant start() {
        return start;
    }

    Instant end() {
        return end;
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
        Instant time = time(hit).orElse(start);
        if (isExact(time)) {
            return new TraceEvent(time, true, hit);
        }
        Instant likeliest = isWrittenAtEnd(hit) ? end : start;
        Instant last = time.plusSeconds(1).minusNanos(1);
        if (last.isBefore(start) || time.isAfter(end)) {
            return new TraceEvent(time, false, hit);
        }
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
