package io.sillok.job;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** A record on its way to a Kafka topic: one JSON object under a key; without a value it withdraws what stood under the key. */
@SuppressWarnings("ArrayRecordComponent")
public record KeyedRecord(String key, byte[] value) {

    private static final byte[] NOTHING = {};

    public static final TypeInformation<KeyedRecord> TYPE =
            WireTypeInformation.immutable(KeyedRecord.class, Format.class);

    public static KeyedRecord withdrawn(String key) {
        return new KeyedRecord(key, NOTHING);
    }

    public boolean isWithdrawn() {
        return value.length == 0;
    }

    /** The wire form. */
    public static final class Format implements Wire<KeyedRecord> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(KeyedRecord record, DataOutput out) throws IOException {
            out.writeUTF(record.key);
            out.writeInt(record.value.length);
            out.write(record.value);
        }

        @Override
        public KeyedRecord read(DataInput in) throws IOException {
            String key = in.readUTF();
            byte[] value = new byte[in.readInt()];
            in.readFully(value);
            return new KeyedRecord(key, value);
        }
    }
}
