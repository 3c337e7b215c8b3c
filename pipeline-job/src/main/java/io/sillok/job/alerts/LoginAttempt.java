package io.sillok.job.alerts;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A login that a log tells of.
 *
 * @param scope service and environment
 * @param format of the log: another one may tell of the same login
 * @param address of the client, as {@link ClientAddress} has it; empty if not told
 * @param account a keyed hash, empty if not told
 * @param time of the event, milliseconds since the epoch
 */
public record LoginAttempt(String scope, String format, boolean failed, String address, String account, long time) {

    public static final TypeInformation<LoginAttempt> TYPE =
            WireTypeInformation.immutable(LoginAttempt.class, Format.class);

    /** The wire form. */
    public static final class Format implements Wire<LoginAttempt> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(LoginAttempt attempt, DataOutput out) throws IOException {
            out.writeUTF(attempt.scope);
            out.writeUTF(attempt.format);
            out.writeBoolean(attempt.failed);
            out.writeUTF(attempt.address);
            out.writeUTF(attempt.account);
            out.writeLong(attempt.time);
        }

        @Override
        public LoginAttempt read(DataInput in) throws IOException {
            return new LoginAttempt(
                    in.readUTF(), in.readUTF(), in.readBoolean(), in.readUTF(), in.readUTF(), in.readLong());
        }
    }
}
