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
 * @param contentType of the body, as the record's header says; empty if it has none
 */
@SuppressWarnings("ArrayRecordComponent")
public record SpanMessage(byte[] body, Instant timestamp, String contentType) {

    public static final TypeInformation<SpanMessage> TYPE =
            WireTypeInformation.immutable(SpanMessage.class, Format.class);

    /** The wire form. */
    public static final class Format implements Wire<SpanMessage> {

        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(SpanMessage message, DataOutput out) throws IOException {
            out.writeLong(message.timestamp.toEpochMilli());
            out.writeInt(message.body.length);
            out.write(message.body);
            out.writeUTF(message.contentType);
        }

        @Override
        public SpanMessage read(DataInput in) throws IOException {
            Instant timestamp = Instant.ofEpochMilli(in.readLong());
            byte[] body = new byte[in.readInt()];
            in.readFully(body);
            return new SpanMessage(body, timestamp, in.readUTF());
        }
    }
}
