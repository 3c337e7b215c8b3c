package io.sillok.job.alerts;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * An alert on its way to one webhook.
 *
 * @param began when it was taken on, milliseconds since the epoch
 */
record Delivery(String webhook, Alert alert, long began) {

    static final TypeInformation<Delivery> TYPE = WireTypeInformation.immutable(Delivery.class, Format.class);

    /** The wire form. */
    public static final class Format implements Wire<Delivery> {

        private final Alert.Format alerts = new Alert.Format();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Delivery delivery, DataOutput out) throws IOException {
            out.writeUTF(delivery.webhook);
            alerts.write(delivery.alert, out);
            out.writeLong(delivery.began);
        }

        @Override
        public Delivery read(DataInput in) throws IOException {
            String webhook = in.readUTF();
            Alert alert = alerts.read(in);
            return new Delivery(webhook, alert, in.readLong());
        }
    }
}
