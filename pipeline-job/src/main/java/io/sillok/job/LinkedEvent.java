package io.sillok.job;

import io.sillok.model.CompactInput;
import io.sillok.model.CompactOutput;
import io.sillok.model.Fields;
import io.sillok.model.IndexOperation;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedSpan;
import io.sillok.model.Outlines;
import io.sillok.model.TraceId;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An event whose document is written already, tied to its request by something other than a trace id of its own.
 *
 * @param event an outline, under its trace's id if that is known
 * @param read when the tailer read the event
 * @param requestId of the web server; empty if only the trace is known
 * @param confidence that it is this request: 1 where an id says so, else one by the number of requests that fit
 */
public record LinkedEvent(MaskedEvent event, Instant read, String requestId, LinkMethod method, double confidence)
        implements TraceSupplement {

    /** Below this nothing is to be told from it. */
    private static final double STEPS = 100;

    public Optional<TraceId> traceId() {
        return event.event().traceId();
    }

    /** The write that adds to the document what is known now. */
    public IndexOperation indexed(MaskedEvent known, Optional<MaskedSpan> span) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (!requestId.isEmpty()) {
            attributes.put(Fields.REQUEST_ID, requestId);
        }
        attributes.put(Fields.LINK_METHOD, method.text());
        attributes.put(Fields.LINK_CONFIDENCE, Math.round(confidence * STEPS) / STEPS);
        return IndexOperation.addLink(known, span, attributes, read);
    }

    /** The wire form. */
    public static final class Format implements Wire<LinkedEvent> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(LinkedEvent value, DataOutput data) throws IOException {
            CompactOutput out = new CompactOutput(data);
            Outlines.write(value.event, out);
            out.time(value.read);
            out.text(value.requestId);
            out.number(value.method.ordinal());
            out.fraction(value.confidence);
        }

        @Override
        public LinkedEvent read(DataInput data) throws IOException {
            CompactInput in = new CompactInput(data);
            MaskedEvent event = Outlines.readEvent(in);
            Instant read = in.time();
            String requestId = in.text();
            LinkMethod method = LinkMethod.values()[in.count()];
            return new LinkedEvent(event, read, requestId, method, in.fraction());
        }
    }
}
