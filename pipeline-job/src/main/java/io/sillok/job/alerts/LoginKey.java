package io.sillok.job.alerts;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * A login as one of the things by which logins are watched.
 *
 * @param byAccount whether it is watched by its account, else by its address
 */
public record LoginKey(LoginAttempt attempt, boolean byAccount) {

    public static final TypeInformation<LoginKey> TYPE = WireTypeInformation.immutable(LoginKey.class, Format.class);

    String subject() {
        return byAccount ? attempt.account() : attempt.address();
    }

    public String key() {
        return attempt.scope() + '\n' + byAccount + '\n' + subject();
    }

    /** Gives each login under each of its keys. */
    public static final class Both implements FlatMapFunction<LoginAttempt, LoginKey> {
        @Override
        public void flatMap(LoginAttempt attempt, Collector<LoginKey> out) {
            if (!attempt.address().isEmpty()) {
                out.collect(new LoginKey(attempt, false));
            }
            if (!attempt.account().isEmpty()) {
                out.collect(new LoginKey(attempt, true));
            }
        }
    }

    /** The wire form. */
    public static final class Format implements Wire<LoginKey> {

        private final LoginAttempt.Format attempts = new LoginAttempt.Format();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(LoginKey key, DataOutput out) throws IOException {
            attempts.write(key.attempt, out);
            out.writeBoolean(key.byAccount);
        }

        @Override
        public LoginKey read(DataInput in) throws IOException {
            LoginAttempt attempt = attempts.read(in);
            return new LoginKey(attempt, in.readBoolean());
        }
    }
}
