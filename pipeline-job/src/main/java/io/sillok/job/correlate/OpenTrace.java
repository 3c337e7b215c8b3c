package io.sillok.job.correlate;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedEventWire;
import io.sillok.model.MaskedSpan;
import io.sillok.model.MaskedSpanWire;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Two say that the low half is ambiguous, so more need not be kept. */
    private static final int MOST_HIGHS = 2;

    /** An event that may still be updated. */
    record Waiting(MaskedEvent event, Instant read, SpanMatch match) {}

    final List<MaskedSpan> spans = new ArrayList<>();
    final List<Waiting> events = new ArrayList<>();
    private final TreeSet<Long> highs = new TreeSet<>();

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

    /** The full form of an id that knows only its low half, if one and only one is known. */
    Optional<TraceId> full(TraceId id) {
        return id.high() == 0 && highs.size() == 1
                ? Optional.of(new TraceId(highs.first(), id.low()))
                : Optional.empty();
    }

    /** The wire form. */
    public static final class Format implements Wire<OpenTrace> {

        private final MaskedEventWire eventForm = new MaskedEventWire();
        private final MaskedSpanWire spanForm = new MaskedSpanWire();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(OpenTrace trace, DataOutput out) throws IOException {
            out.writeLong(trace.closesAt);
            out.writeInt(trace.highs.size());
            for (long high : trace.highs) {
                out.writeLong(high);
            }
            out.writeInt(trace.spans.size());
            for (MaskedSpan span : trace.spans) {
                spanForm.write(span, out);
            }
            out.writeInt(trace.events.size());
            for (Waiting waiting : trace.events) {
                eventForm.write(waiting.event, out);
                out.writeLong(waiting.read.toEpochMilli());
                out.writeByte(waiting.match.ordinal());
            }
        }

        @Override
        public OpenTrace read(DataInput in) throws IOException {
            OpenTrace trace = new OpenTrace();
            trace.closesAt = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                trace.highs.add(in.readLong());
            }
            for (int left = in.readInt(); left > 0; left--) {
                trace.spans.add(spanForm.read(in));
            }
            for (int left = in.readInt(); left > 0; left--) {
                MaskedEvent event = eventForm.read(in);
                Instant read = Instant.ofEpochMilli(in.readLong());
                trace.events.add(new Waiting(event, read, SpanMatch.values()[in.readByte()]));
            }
            return trace;
        }
    }
}
