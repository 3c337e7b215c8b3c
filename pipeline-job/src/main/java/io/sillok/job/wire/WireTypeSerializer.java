package io.sillok.job.wire;

import io.sillok.model.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a type in its {@link Wire} form, and reads that or an earlier version of it. */
public final class WireTypeSerializer<T> extends TypeSerializer<T> {

    private static final int NEWEST = -1;

    private final Class<? extends Wire<T>> form;
    private final boolean immutable;

    /** Of what is read, if that is an earlier one; else {@link #NEWEST}. */
    private final int version;

    private transient Wire<T> wire;

    WireTypeSerializer(Class<? extends Wire<T>> form, boolean immutable) {
        this(form, immutable, NEWEST);
    }

    WireTypeSerializer(Class<? extends Wire<T>> form, boolean immutable, int version) {
        this.form = form;
        this.immutable = immutable;
        this.version = version;
    }

    Class<? extends Wire<T>> form() {
        return form;
    }

    Wire<T> wire() {
        if (wire == null) {
            try {
                wire = form.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(form.getName() + " needs a public constructor without parameters", e);
            }
        }
        return wire;
    }

    @Override
    public boolean isImmutableType() {
        return immutable;
    }

    /** Wire forms have no state. */
    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** Flink makes none for types that it deserializes whole. */
    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        if (immutable) {
            return from;
        }
        try {
            DataOutputSerializer out = new DataOutputSerializer(256);
            serialize(from, out);
            return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory takes every byte", e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        wire().write(value, out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        return version == NEWEST ? wire().read(in) : wire().read(in, version);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new WireTypeSerializerSnapshot<>(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WireTypeSerializer<?> that && form == that.form && immutable == that.immutable;
    }

    @Override
    public int hashCode() {
        return form.hashCode();
    }
}
