package io.sillok.job.wire;

import io.sillok.model.Wire;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint remembers of a {@link WireTypeSerializer}: the form's class and version. State of an earlier version is
 * read and written anew if the form still {@link Wire#reads reads} it; if not, Flink says so at the restore, instead of
 * reading rubbish.
 */
public final class WireTypeSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int LAYOUT = 1;

    private Class<? extends Wire<T>> form;
    private boolean immutable;
    private int version;

    /** For Flink, which reads the rest. */
    public WireTypeSerializerSnapshot() {}

    WireTypeSerializerSnapshot(WireTypeSerializer<T> serializer) {
        this.form = serializer.form();
        this.immutable = serializer.isImmutableType();
        this.version = serializer.wire().version();
    }

    @Override
    public int getCurrentVersion() {
        return LAYOUT;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(form.getName());
        out.writeBoolean(immutable);
        out.writeInt(version);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int layout, DataInputView in, ClassLoader classes) throws IOException {
        String name = in.readUTF();
        try {
            form = (Class<? extends Wire<T>>)
                    Class.forName(name, false, classes).asSubclass(Wire.class);
        } catch (ClassNotFoundException e) {
            throw new IOException("the state was written with " + name + ", which this job does not have", e);
        }
        immutable = in.readBoolean();
        version = in.readInt();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        WireTypeSerializer<T> newest = new WireTypeSerializer<>(form, immutable);
        return newest.wire().version() == version ? newest : new WireTypeSerializer<>(form, immutable, version);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (!(old instanceof WireTypeSerializerSnapshot<T> that) || form != that.form) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        if (version == that.version) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        return new WireTypeSerializer<>(form, immutable).wire().reads(that.version)
                ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
