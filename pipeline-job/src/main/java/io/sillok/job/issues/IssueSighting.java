package io.sillok.job.issues;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * An issue that is new, or came back.
 *
 * @param scope service and environment
 * @param time of the event, milliseconds since the epoch
 * @param message masked, its beginning
 */
public record IssueSighting(
        String scope, String fingerprint, boolean regressed, long time, String type, String message, String place) {

    public static final TypeInformation<IssueSighting> TYPE =
            WireTypeInformation.immutable(IssueSighting.class, Format.class);

    /** The wire form. */
    public static final class Format implements Wire<IssueSighting> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(IssueSighting sighting, DataOutput out) throws IOException {
            out.writeUTF(sighting.scope);
            out.writeUTF(sighting.fingerprint);
            out.writeBoolean(sighting.regressed);
            out.writeLong(sighting.time);
            out.writeUTF(sighting.type);
            out.writeUTF(sighting.message);
            out.writeUTF(sighting.place);
        }

        @Override
        public IssueSighting read(DataInput in) throws IOException {
            return new IssueSighting(
                    in.readUTF(),
                    in.readUTF(),
                    in.readBoolean(),
                    in.readLong(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF());
        }
    }
}
