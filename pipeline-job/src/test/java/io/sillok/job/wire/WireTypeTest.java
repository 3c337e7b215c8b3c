package io.sillok.job.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.KeyedRecord;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class WireTypeTest {

    private static int version = 1;

    @Test
    void restoresTheSerializerOfASavepoint() throws IOException {
        TypeSerializer<KeyedRecord> serializer = KeyedRecord.TYPE.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        serializer.serialize(new KeyedRecord("key", new byte[] {1, 2}), out);

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        TypeSerializerSnapshot<KeyedRecord> restored =
                TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
        KeyedRecord record = restored.restoreSerializer().deserialize(in);

        assertThat(record.key()).isEqualTo("key");
        assertThat(record.value()).containsExactly(1, 2);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void saysWhenAFormHasChanged() {
        TypeSerializer<Box> serializer =
                WireTypeInformation.mutable(Box.class, BoxForm.class).createSerializer(new SerializerConfigImpl());
        version = 1;
        TypeSerializerSnapshot<Box> old = serializer.snapshotConfiguration();
        version = 2;
        TypeSerializerSnapshot<Box> today = serializer.snapshotConfiguration();

        assertThat(today.resolveSchemaCompatibility(old).isIncompatible()).isTrue();
    }

    @Test
    void readsStateOfAnEarlierVersionThatTheFormKnows() throws IOException {
        TypeSerializer<Crate> serializer = WireTypeInformation.immutable(Crate.class, CrateForm.class)
                .createSerializer(new SerializerConfigImpl());
        version = 1;
        TypeSerializerSnapshot<Crate> old = serializer.snapshotConfiguration();
        DataOutputSerializer out = new DataOutputSerializer(8);
        serializer.serialize(new Crate(7, 0), out);
        version = 2;

        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAfterMigration())
                .isTrue();
        assertThat(old.restoreSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(new Crate(7, 1));
    }

    @Test
    void copiesWhatMayChange() {
        TypeSerializer<Box> serializer =
                WireTypeInformation.mutable(Box.class, BoxForm.class).createSerializer(new SerializerConfigImpl());
        Box box = new Box();
        box.number = 5;

        Box copy = serializer.copy(box);
        box.number = 6;

        assertThat(copy.number).isEqualTo(5);
        assertThat(serializer.isImmutableType()).isFalse();
    }

    private record Crate(int number, int layers) {}

    /** For Flink's eyes: from version 2 on it has layers; before, there was always one. */
    public static final class CrateForm implements Wire<Crate> {
        @Override
        public int version() {
            return version;
        }

        @Override
        public boolean reads(int earlier) {
            return earlier <= version;
        }

        @Override
        public void write(Crate crate, DataOutput out) throws IOException {
            out.writeInt(crate.number);
            if (version > 1) {
                out.writeInt(crate.layers);
            }
        }

        @Override
        public Crate read(DataInput in) throws IOException {
            return read(in, version);
        }

        @Override
        public Crate read(DataInput in, int written) throws IOException {
            int number = in.readInt();
            return new Crate(number, written > 1 ? in.readInt() : 1);
        }
    }

    private static final class Box {
        int number;
    }

    /** For Flink's eyes. */
    public static final class BoxForm implements Wire<Box> {
        @Override
        public int version() {
            return version;
        }

        @Override
        public void write(Box box, DataOutput out) throws IOException {
            out.writeInt(box.number);
        }

        @Override
        public Box read(DataInput in) throws IOException {
            Box box = new Box();
            box.number = in.readInt();
            return box;
        }
    }
}
