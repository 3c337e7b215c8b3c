package io.sillok.job;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.IndexOperation;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedEventWire;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A masked event with how it was read.
 *
 * @param read when the tailer read it
 * @param update whether it was given before and is now fuller
 * @param accessLog which of a host's access logs tells its request: {@link #COUNTED}, {@link #NOT_COUNTED}, or the format
 *     of the log, one of which is then chosen
 */
public record ReadEvent(MaskedEvent event, Instant read, boolean update, String accessLog) {

    /** Requests of this log count, by config. */
    public static final String COUNTED = "+";

    /** Requests of this log do not count, by config or because it is no access log. */
    public static final String NOT_COUNTED = "";

    public static final TypeInformation<ReadEvent> TYPE = WireTypeInformation.immutable(ReadEvent.class, Format.class);

    /** The write that shows it in the index. */
    public IndexOperation indexed() {
        return indexed(event);
    }

    /** The same for what became of the event since. */
    public IndexOperation indexed(MaskedEvent joined) {
        return update ? IndexOperation.update(joined, read) : IndexOperation.create(joined, read);
    }

    /** The wire form. */
    public static final class Format implements Wire<ReadEvent> {

        private final MaskedEventWire events = new MaskedEventWire();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ReadEvent value, DataOutput out) throws IOException {
            events.write(value.event, out);
            out.writeLong(value.read.toEpochMilli());
            out.writeBoolean(value.update);
            out.writeUTF(value.accessLog);
        }

        @Override
        public ReadEvent read(DataInput in) throws IOException {
            MaskedEvent event = events.read(in);
            Instant read = Instant.ofEpochMilli(in.readLong());
            boolean update = in.readBoolean();
            return new ReadEvent(event, read, update, in.readUTF());
        }
    }
}
