package io.sillok.job;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A Kafka record of spans as an exporter wrote it: raw.
 *
 * @param timestamp Kafka's
 */
@SuppressWarnings("ArrayRecordComponent")
public record SpanMessage(byte[] body, Instant timestamp) {

    public static final TypeInformation<SpanMessage> TYPE =
            WireTypeInformation.immutable(SpanMessage.class, Format.class);

    /** The wire form. */
    public static final class Format implements Wire<SpanMessage> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(SpanMessage message, DataOutput out) throws IOException {
            out.writeLong(message.timestamp.toEpochMilli());
            out.writeInt(message.body.length);
            out.write(message.body);
        }

        @Override
        public SpanMessage read(DataInput in) throws IOException {
            Instant timestamp = Instant.ofEpochMilli(in.readLong());
            byte[] body = new byte[in.readInt()];
            in.readFully(body);
            return new SpanMessage(body, timestamp);
        }
    }
}
