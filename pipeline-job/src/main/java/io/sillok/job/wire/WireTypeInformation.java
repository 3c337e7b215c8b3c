package io.sillok.job.wire;

import io.sillok.model.Wire;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Flink's view of a type that has a {@link Wire} form, between operators and in state. Kryo never sees it.
 *
 * <p>Most types are immutable and are passed on as they are; for a type that its operator changes in state, Flink needs
 * true copies while it takes a snapshot.
 */
public final class WireTypeInformation<T> extends TypeInformation<T> {

    private final Class<T> type;
    private final Class<? extends Wire<T>> form;
    private final boolean immutable;

    private WireTypeInformation(Class<T> type, Class<? extends Wire<T>> form, boolean immutable) {
        this.type = type;
        this.form = form;
        this.immutable = immutable;
    }

    /** @param form has a public constructor without parameters; its class is written into savepoints */
    public static <T> WireTypeInformation<T> immutable(Class<T> type, Class<? extends Wire<T>> form) {
        return new WireTypeInformation<>(type, form, true);
    }

    /** @param form as for {@link #immutable} */
    public static <T> WireTypeInformation<T> mutable(Class<T> type, Class<? extends Wire<T>> form) {
        return new WireTypeInformation<>(type, form, false);
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new WireTypeSerializer<>(form, immutable);
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "Wire<" + type.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WireTypeInformation<?> that && type == that.type && form == that.form;
    }

    @Override
    public int hashCode() {
        return form.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof WireTypeInformation;
    }
}
