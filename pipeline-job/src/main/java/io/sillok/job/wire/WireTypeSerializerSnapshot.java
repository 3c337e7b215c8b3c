package io.sillok.job.wire;

import io.sillok.model.Wire;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint remembers of a {@link WireTypeSerializer}: the form's class and version. A form whose version was
 * raised does not fit state of the older one: Flink then says so at the restore, instead of reading rubbish.
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
        return new WireTypeSerializer<>(form, immutable);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        return old instanceof WireTypeSerializerSnapshot<T> that && form == that.form && version == that.version
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
