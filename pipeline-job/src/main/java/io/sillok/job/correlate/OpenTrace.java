package io.sillok.job.correlate;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedEventWire;
import io.sillok.model.MaskedSpan;
import io.sillok.model.MaskedSpanWire;
import io.sillok.model.Outlines;
import io.sillok.model.Span;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What is known of the traces that share one low half (almost always one): outlines of spans, and of events that may
 * still gain something. Bounded. Not thread-safe.
 */
final class OpenTrace {

    static final TypeInformation<OpenTrace> TYPE = WireTypeInformation.mutable(OpenTrace.class, Format.class);

    static final int MOST_SPANS = 64;
    static final int MOST_EVENTS = 256;

    /** How far a log's second, or another host's clock, may be off. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    /** Two say that the low half is ambiguous, so more need not be kept. */
    private static final int MOST_HIGHS = 2;

    /** An event that may still be updated. */
    record Waiting(MaskedEvent event, Instant read, SpanMatch match) {}

    final List<MaskedSpan> spans = new ArrayList<>();
    final List<Waiting> events = new ArrayList<>();
    private final TreeSet<Long> highs = new TreeSet<>();

    /** Whether an event said that no span will come. */
    boolean unsampled;

    /** When it is closed if nothing comes: milliseconds of processing time, 0 before the first. */
    long closesAt;

    /** @return whether something new was learned */
    boolean learn(TraceId id) {
        return id.high() != 0 && highs.size() < MOST_HIGHS && highs.add(id.high());
    }

    /** A span that is sent again is known already. */
    void add(MaskedSpan span) {
        boolean known = spans.stream()
                .anyMatch(other -> other.span().spanId().equals(span.span().spanId())
                        && other.span().traceId().equals(span.span().traceId()));
        if (!known && spans.size() < MOST_SPANS) {
            spans.add(span);
        }
    }

    boolean ambiguous() {
        return highs.size() > 1;
    }

    /**
     * The trace whose span an event is likely to belong to that knows only the shared half: the one and only one that was
     * in its service at its time.
     */
    Optional<TraceId> likely(LogEvent event) {
        Set<TraceId> traces = new HashSet<>();
        for (MaskedSpan masked : spans) {
            Span span = masked.span();
            boolean there =
                    span.service().equals(Optional.ofNullable(event.resource().get(Fields.SERVICE_NAME)))
                            && event.timestamp()
                                    .filter(time -> !time.isBefore(span.start().minus(SLACK))
                                            && !time.isAfter(span.end().plus(SLACK)))
                                    .isPresent();
            if (there) {
                traces.add(span.traceId());
            }
        }
        return traces.size() == 1 ? Optional.of(traces.iterator().next()) : Optional.empty();
    }

    /** The full form of an id that knows only its low half, if one and only one is known. */
    Optional<TraceId> full(TraceId id) {
        return id.high() == 0 && highs.size() == 1
                ? Optional.of(new TraceId(highs.first(), id.low()))
                : Optional.empty();
    }

    /** The wire form. */
    public static final class Format implements Wire<OpenTrace> {

        @Override
        public int version() {
            return 2;
        }

        @Override
        public boolean reads(int version) {
            return version == 1 || version == 2;
        }

        @Override
        public OpenTrace read(DataInput data, int version) throws IOException {
            return version == 1 ? readFirst(data) : read(data);
        }

        @Override
        public void write(OpenTrace trace, DataOutput data) throws IOException {
            CompactOutput out = new CompactOutput(data);
            out.number(trace.closesAt);
            out.flag(trace.unsampled);
            out.number(trace.highs.size());
            for (long high : trace.highs) {
                out.bits(high);
            }
            out.number(trace.spans.size());
            for (MaskedSpan span : trace.spans) {
                Outlines.write(span, out);
            }
            out.number(trace.events.size());
            for (Waiting waiting : trace.events) {
                Outlines.write(waiting.event, out);
                out.time(waiting.read);
                out.number(waiting.match.ordinal());
            }
        }

        @Override
        public OpenTrace read(DataInput data) throws IOException {
            CompactInput in = new CompactInput(data);
            OpenTrace trace = new OpenTrace();
            trace.closesAt = in.number();
            trace.unsampled = in.flag();
            for (int left = in.count(); left > 0; left--) {
                trace.highs.add(in.bits());
            }
            for (int left = in.count(); left > 0; left--) {
                trace.spans.add(Outlines.readSpan(in));
            }
            for (int left = in.count(); left > 0; left--) {
                MaskedEvent event = Outlines.readEvent(in);
                Instant read = in.time();
                trace.events.add(new Waiting(event, read, SpanMatch.values()[in.count()]));
            }
            return trace;
        }

        /** Before numbers were packed and events were outlines. */
        private static OpenTrace readFirst(DataInput in) throws IOException {
            MaskedEventWire events = new MaskedEventWire();
            MaskedSpanWire spans = new MaskedSpanWire();
            OpenTrace trace = new OpenTrace();
            trace.closesAt = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                trace.highs.add(in.readLong());
            }
            for (int left = in.readInt(); left > 0; left--) {
                trace.spans.add(spans.read(in).outline());
            }
            for (int left = in.readInt(); left > 0; left--) {
                MaskedEvent event = events.read(in).outline();
                Instant read = Instant.ofEpochMilli(in.readLong());
                trace.events.add(new Waiting(event, read, SpanMatch.values()[in.readByte()]));
            }
            return trace;
        }
    }
}
