package io.sillok.local.linking;

import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Type;

/** The classes that stand for primitive types. */
final class Boxes {

    private static final Map<Type, Type> BY_PRIMITIVE = Map.of(
            Type.BOOLEAN_TYPE, Type.getType(Boolean.class),
            Type.BYTE_TYPE, Type.getType(Byte.class),
            Type.SHORT_TYPE, Type.getType(Short.class),
            Type.CHAR_TYPE, Type.getType(Character.class),
            Type.INT_TYPE, Type.getType(Integer.class),
            Type.LONG_TYPE, Type.getType(Long.class),
            Type.FLOAT_TYPE, Type.getType(Float.class),
            Type.DOUBLE_TYPE, Type.getType(Double.class));

    private Boxes() {}

    static Optional<Type> boxOf(Type primitive) {
        return Optional.ofNullable(BY_PRIMITIVE.get(primitive));
    }

    static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }
}
