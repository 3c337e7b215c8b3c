package io.sillok.search;

import java.time.Instant;
import java.util.List;

/**
 * Everything that is known of one request.
 *
 * @param id as it was asked for, 32 hex digits
 * @param ids the full ids found under it; more than one means that its low half is shared by several traces
 * @param spans parents before their children, children in order of start
 * @param events in order of time
 * @param eventsInAll how many events there are; {@code events} is bounded
 * @param start of the first that is known, event or span
 * @param madeOfLogs whether no tracer told of the spans: they were made of what the events say
 * @param requests the records of the requests that the trace is of, the slowest first
 */
public record Trace(
        String id,
        List<String> ids,
        Instant start,
        Instant end,
        List<TraceSpan> spans,
        long spansInAll,
        List<TraceEvent> events,
        long eventsInAll,
        boolean madeOfLogs,
        List<RequestSummary> requests) {

    public boolean isEmpty() {
        return spans.isEmpty() && events.isEmpty();
    }
}
