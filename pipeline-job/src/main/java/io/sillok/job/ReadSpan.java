package io.sillok.job;

import io.sillok.model.MaskedSpan;
import io.sillok.model.MaskedSpanWire;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/** @param read Kafka's timestamp of the record that brought the span */
public record ReadSpan(MaskedSpan span, Instant read) implements TraceSupplement {

    /** The wire form. */
    public static final class Format implements Wire<ReadSpan> {

        private final MaskedSpanWire spans = new MaskedSpanWire();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ReadSpan value, DataOutput out) throws IOException {
            spans.write(value.span, out);
            out.writeLong(value.read.toEpochMilli());
        }

        @Override
        public ReadSpan read(DataInput in) throws IOException {
            MaskedSpan span = spans.read(in);
            return new ReadSpan(span, Instant.ofEpochMilli(in.readLong()));
        }
    }
}
