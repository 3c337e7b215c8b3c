package io.sillok.job.errors;

import io.sillok.job.ReadEvent;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * An event that is the first to tell something of an error.
 *
 * @param error it tells of an error that counts; else the error was told by another event already
 * @param kind it is the first to say of what kind the error is
 */
public record CountedError(ReadEvent read, boolean error, boolean kind) {

    public static final TypeInformation<CountedError> TYPE =
            WireTypeInformation.immutable(CountedError.class, Format.class);

    /** The wire form. */
    public static final class Format implements Wire<CountedError> {

        private final ReadEvent.Format events = new ReadEvent.Format();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(CountedError counted, DataOutput out) throws IOException {
            events.write(counted.read, out);
            out.writeBoolean(counted.error);
            out.writeBoolean(counted.kind);
        }

        @Override
        public CountedError read(DataInput in) throws IOException {
            ReadEvent event = events.read(in);
            boolean error = in.readBoolean();
            return new CountedError(event, error, in.readBoolean());
        }
    }
}
