package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The wire form of a masked span. */
public final class MaskedSpanWire implements Wire<MaskedSpan> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(MaskedSpan masked, DataOutput out) throws IOException {
        Span span = masked.span();
        WireValues.writeTraceId(Optional.of(span.traceId()), out);
        WireValues.writeSpanId(Optional.of(span.spanId()), out);
        WireValues.writeSpanId(span.parentSpanId(), out);
        WireValues.writeText(span.name(), out);
        WireValues.writeText(span.kind(), out);
        WireValues.writeInstant(span.start(), out);
        WireValues.writeInstant(span.end(), out);
        WireValues.writeText(span.status(), out);
        WireValues.writeTexts(span.resource(), out);
        WireValues.writeValues(span.attributes(), out);
        WireValues.writeCounts(masked.maskCounts(), out);
    }

    @Override
    public MaskedSpan read(DataInput in) throws IOException {
        TraceId traceId = WireValues.readTraceId(in).orElseThrow(() -> new IOException("a span without a trace id"));
        SpanId spanId = WireValues.readSpanId(in).orElseThrow(() -> new IOException("a span without an id"));
        Optional<SpanId> parent = WireValues.readSpanId(in);
        String name = WireValues.readText(in);
        String kind = WireValues.readText(in);
        Instant start = WireValues.readInstant(in);
        Instant end = WireValues.readInstant(in);
        String status = WireValues.readText(in);
        Map<String, String> resource = WireValues.readTexts(in);
        Map<String, Object> attributes = WireValues.readValues(in);
        Span span = new Span(traceId, spanId, parent, name, kind, start, end, status, resource, attributes);
        return MaskedSpan.read(span, WireValues.readCounts(in));
    }
}
