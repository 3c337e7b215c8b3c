package io.sillok.job.correlate;

import io.sillok.job.LinkedEvent;
import io.sillok.job.ReadEvent;
import io.sillok.job.ReadSpan;
import io.sillok.job.correlate.OpenTrace.Waiting;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedSpan;
import io.sillok.model.TraceId;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/**
 * The rules of the join of events with spans, of one low half of trace ids at a time. An event goes out at once; what its
 * span adds goes with it if the span is known, and follows as an update if not. Pure but for the state it is given.
 */
final class Correlator {

    /** Where results go. */
    interface Results {
        void write(IndexOperation operation);

        void count(JoinOutcome outcome);
    }

    private record Best(SpanMatch match, Optional<MaskedSpan> span) {
        static final Best NONE = new Best(SpanMatch.NONE, Optional.empty());
    }

    private final Results results;

    Correlator(Results results) {
        this.results = results;
    }

    void event(ReadEvent read, OpenTrace trace) {
        TraceId own = read.event().event().traceId().orElseThrow();
        learn(own, trace);
        MaskedEvent event = trace.full(own).map(read.event()::with).orElse(read.event());
        Best best = best(event, trace.spans, trace);
        MaskedEvent shown = best.span.map(event::with).orElse(event);
        read.indexed(shown).forEach(results::write);
        if (read.update()) {
            trace.events.removeIf(waiting ->
                    waiting.event().event().position().equals(event.event().position()));
        }
        if (Boolean.FALSE.equals(event.event().attributes().get(Fields.TRACE_SAMPLED))) {
            giveUp(trace);
        }
        await(new Waiting(shown.outline(), read.read(), best.match), trace);
        if (best.span.isPresent()) {
            results.count(JoinOutcome.JOINED);
        }
    }

    /** An event whose document is there already, and whose trace became known by something else. */
    void linked(LinkedEvent linked, OpenTrace trace) {
        TraceId own = linked.event().event().traceId().orElseThrow();
        learn(own, trace);
        MaskedEvent event = trace.full(own).map(linked.event()::with).orElse(linked.event());
        Best best = best(event, trace.spans, trace);
        results.write(linked.indexed(event, best.span));
        MaskedEvent shown = best.span.map(event::with).orElse(event);
        await(new Waiting(shown.outline(), linked.read(), best.match), trace);
        if (best.span.isPresent()) {
            results.count(JoinOutcome.JOINED_LATE);
        }
    }

    void span(ReadSpan read, OpenTrace trace) {
        MaskedSpan span = read.span();
        results.write(IndexOperation.create(span, read.read()));
        learn(span.span().traceId(), trace);
        trace.add(span.outline());
        for (ListIterator<Waiting> events = trace.events.listIterator(); events.hasNext(); ) {
            Waiting waiting = events.next();
            Best best = best(waiting.event(), List.of(span), trace);
            if (best.match.compareTo(waiting.match()) > 0) {
                results.write(IndexOperation.addSpan(waiting.event(), span, waiting.read()));
                if (waiting.match() == SpanMatch.NONE) {
                    results.count(JoinOutcome.JOINED_LATE);
                }
                keep(new Waiting(waiting.event().with(span).outline(), waiting.read(), best.match), events);
            }
        }
    }

    private void learn(TraceId id, OpenTrace trace) {
        if (trace.learn(id)) {
            tellFullId(trace);
        }
    }

    /** No span will come for what waits; only what knows half of its trace's id still waits for the other. */
    private void giveUp(OpenTrace trace) {
        if (!trace.unsampled) {
            trace.unsampled = true;
            List<Waiting> waiting = List.copyOf(trace.events);
            trace.events.clear();
            waiting.forEach(event -> await(event, trace));
        }
    }

    /** Nothing more is waited for. */
    void close(OpenTrace trace) {
        for (Waiting waiting : trace.events) {
            if (waiting.match() == SpanMatch.NONE) {
                boolean unclear = trace.ambiguous() && id(waiting).high() == 0;
                results.count(
                        unclear
                                ? JoinOutcome.AMBIGUOUS
                                : trace.unsampled ? JoinOutcome.UNSAMPLED : JoinOutcome.EXPIRED);
            }
        }
    }

    private void await(Waiting waiting, OpenTrace trace) {
        if (settled(waiting)) {
            return;
        }
        if (trace.unsampled && waiting.match() == SpanMatch.NONE && id(waiting).high() != 0) {
            results.count(JoinOutcome.UNSAMPLED);
            return;
        }
        if (trace.events.size() < OpenTrace.MOST_EVENTS) {
            trace.events.add(waiting);
        } else if (waiting.match() == SpanMatch.NONE) {
            results.count(JoinOutcome.CAPPED);
        }
    }

    private static void keep(Waiting waiting, ListIterator<Waiting> events) {
        if (settled(waiting)) {
            events.remove();
        } else {
            events.set(waiting);
        }
    }

    private static boolean settled(Waiting waiting) {
        return id(waiting).high() != 0
                && waiting.match().settles(waiting.event().event());
    }

    /** Events that knew only the low half are to be found under the full id too. */
    private void tellFullId(OpenTrace trace) {
        for (ListIterator<Waiting> events = trace.events.listIterator(); events.hasNext(); ) {
            Waiting waiting = events.next();
            Optional<TraceId> full = trace.full(id(waiting));
            if (full.isPresent()) {
                results.write(IndexOperation.addTraceId(waiting.event(), full.get(), waiting.read()));
                keep(new Waiting(waiting.event().with(full.get()), waiting.read(), waiting.match()), events);
            }
        }
    }

    private static Best best(MaskedEvent event, List<MaskedSpan> spans, OpenTrace trace) {
        TraceId known = event.event().traceId().orElseThrow();
        Optional<TraceId> likely =
                known.high() == 0 && trace.ambiguous() ? trace.likely(event.event()) : Optional.of(known);
        if (likely.isEmpty()) {
            return Best.NONE;
        }
        TraceId id = likely.get();
        Best best = Best.NONE;
        for (MaskedSpan span : spans) {
            if (id.matches(span.span().traceId())) {
                SpanMatch match = SpanMatch.of(event.event(), span.span());
                if (match.compareTo(best.match) > 0) {
                    best = new Best(match, Optional.of(span));
                }
            }
        }
        return best;
    }

    private static TraceId id(Waiting waiting) {
        return waiting.event().event().traceId().orElseThrow();
    }
}
