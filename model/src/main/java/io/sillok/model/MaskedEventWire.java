package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** The wire form of a masked event. */
public final class MaskedEventWire implements Wire<MaskedEvent> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(MaskedEvent masked, DataOutput out) throws IOException {
        LogEvent event = masked.event();
        WireValues.writeText(event.position().fileId().value(), out);
        out.writeLong(event.position().offset());
        out.writeInt(event.position().ordinal());
        out.writeBoolean(event.timestamp().isPresent());
        if (event.timestamp().isPresent()) {
            WireValues.writeInstant(event.timestamp().get(), out);
        }
        out.writeByte(event.severity().map(Severity::number).orElse(0));
        if (event.severity().isPresent()) {
            WireValues.writeText(event.severity().get().text(), out);
        }
        WireValues.writeText(event.body(), out);
        WireValues.writeTraceId(event.traceId(), out);
        WireValues.writeSpanId(event.spanId(), out);
        WireValues.writeTexts(event.resource(), out);
        WireValues.writeValues(event.attributes(), out);
        WireValues.writeCounts(masked.maskCounts(), out);
    }

    @Override
    public MaskedEvent read(DataInput in) throws IOException {
        FileId fileId = new FileId(WireValues.readText(in));
        long offset = in.readLong();
        LogEvent.Builder event = LogEvent.at(new EventPosition(fileId, offset, in.readInt()));
        if (in.readBoolean()) {
            event.timestamp(WireValues.readInstant(in));
        }
        int severity = in.readByte();
        if (severity != 0) {
            event.severity(new Severity(WireValues.readText(in), severity));
        }
        event.body(WireValues.readText(in));
        event.traceId(WireValues.readTraceId(in).orElse(null));
        event.spanId(WireValues.readSpanId(in).orElse(null));
        WireValues.readTexts(in).forEach(event::resource);
        event.attributes(WireValues.readValues(in));
        Map<String, Integer> counts = WireValues.readCounts(in);
        return MaskedEvent.read(event.build(), counts);
    }
}
