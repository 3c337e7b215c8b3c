package io.sillok.job.requests;

import io.sillok.job.LinkMethod;
import io.sillok.job.LinkedEvent;
import io.sillok.job.ReadEvent;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import io.sillok.model.MaskedEvent;
import io.sillok.model.Outlines;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A log event as far as its request is concerned, and what is needed to add to its document.
 *
 * @param outline of the event
 * @param read when the tailer read it
 */
record Clue(MaskedEvent outline, Instant read, Fact fact) {

    static final TypeInformation<Clue> TYPE = WireTypeInformation.immutable(Clue.class, Format.class);

    static Clue of(ReadEvent read) {
        return new Clue(read.event().outline(), read.read(), Fact.of(read.event(), read.read(), read.update()));
    }

    Optional<TraceId> traceId() {
        return outline.event().traceId();
    }

    String requestId() {
        return fact.text(Part.REQUEST_ID);
    }

    boolean hasId() {
        return traceId().isPresent() || !requestId().isEmpty();
    }

    /** Under the ids of the line that tells which request it belongs to. */
    Clue under(Optional<TraceId> trace, String requestId, LinkMethod method, double confidence) {
        MaskedEvent known = trace.map(outline::with).orElse(outline);
        Fact linked = fact.with(Part.REQUEST_ID, requestId)
                .with(Part.LINK, method.text())
                .with(Part.CONFIDENCE, confidence);
        return new Clue(known, read, linked);
    }

    LinkedEvent linked(LinkMethod method, double confidence) {
        return new LinkedEvent(outline, read, requestId(), method, confidence);
    }

    void write(CompactOutput out) throws IOException {
        Outlines.write(outline, out);
        out.time(read);
        fact.write(out);
    }

    static Clue read(CompactInput in) throws IOException {
        MaskedEvent outline = Outlines.readEvent(in);
        Instant read = in.time();
        return new Clue(outline, read, Fact.read(in));
    }

    /** The wire form. */
    public static final class Format implements Wire<Clue> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Clue clue, DataOutput out) throws IOException {
            clue.write(new CompactOutput(out));
        }

        @Override
        public Clue read(DataInput in) throws IOException {
            return Clue.read(new CompactInput(in));
        }
    }
}
