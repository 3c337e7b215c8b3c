package io.sillok.job;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What becomes known of a trace beside the events that name it: spans, and events that were tied to it by something else. */
public sealed interface TraceSupplement permits ReadSpan, LinkedEvent {

    TypeInformation<TraceSupplement> TYPE = WireTypeInformation.immutable(TraceSupplement.class, Format.class);

    /** The wire form. */
    final class Format implements Wire<TraceSupplement> {

        private final ReadSpan.Format spans = new ReadSpan.Format();
        private final LinkedEvent.Format events = new LinkedEvent.Format();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(TraceSupplement value, DataOutput out) throws IOException {
            out.writeBoolean(value instanceof ReadSpan);
            if (value instanceof ReadSpan span) {
                spans.write(span, out);
            } else if (value instanceof LinkedEvent event) {
                events.write(event, out);
            }
        }

        @Override
        public TraceSupplement read(DataInput in) throws IOException {
            return in.readBoolean() ? spans.read(in) : events.read(in);
        }
    }
}
