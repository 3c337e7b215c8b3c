package io.sillok.local.linking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a record takes for itself of {@link Object}: by its components, one after the other. */
final class RecordMethod {

    private static final String BOOTSTRAP = "java/lang/runtime/ObjectMethods";
    private static final Type OBJECT = Type.getType(Object.class);

    private final Type owner;
    private final List<Handle> fields;

    private RecordMethod(Type owner, List<Handle> fields) {
        this.owner = owner;
        this.fields = fields;
    }

    /** The body of a static method that takes the record, and what {@code equals} is to compare it with. */
    static Optional<Consumer<MethodVisitor>> of(String name, Handle bootstrap, Object[] arguments) {
        if (!bootstrap.getOwner().equals(BOOTSTRAP)) {
            return Optional.empty();
        }
        List<Handle> fields =
                Arrays.stream(arguments).skip(2).map(Handle.class::cast).toList();
        RecordMethod method = new RecordMethod((Type) arguments[0], fields);
        return switch (name) {
            case "equals" -> Optional.of(method::writeEquals);
            case "hashCode" -> Optional.of(method::writeHashCode);
            case "toString" -> Optional.of(method::writeText);
            default -> Optional.empty();
        };
    }

    private void writeEquals(MethodVisitor code) {
        Label differs = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.INSTANCEOF, owner.getInternalName());
        code.visitJumpInsn(Opcodes.IFEQ, differs);
        for (Handle field : fields) {
            get(code, 0, field);
            get(code, 1, field);
            Type boxed = boxed(field);
            if (boxed.equals(OBJECT)) {
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "java/util/Objects",
                        "equals",
                        "(Ljava/lang/Object;Ljava/lang/Object;)Z",
                        false);
                code.visitJumpInsn(Opcodes.IFEQ, differs);
            } else {
                String type = field.getDesc();
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC, boxed.getInternalName(), "compare", "(" + type + type + ")I", false);
                code.visitJumpInsn(Opcodes.IFNE, differs);
            }
        }
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(differs);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
    }

    private void writeHashCode(MethodVisitor code) {
        code.visitInsn(Opcodes.ICONST_0);
        for (Handle field : fields) {
            code.visitIntInsn(Opcodes.BIPUSH, 31);
            code.visitInsn(Opcodes.IMUL);
            get(code, 0, field);
            Type boxed = boxed(field);
            String of = boxed.equals(OBJECT) ? "java/util/Objects" : boxed.getInternalName();
            String type = boxed.equals(OBJECT) ? OBJECT.getDescriptor() : field.getDesc();
            code.visitMethodInsn(Opcodes.INVOKESTATIC, of, "hashCode", "(" + type + ")I", false);
            code.visitInsn(Opcodes.IADD);
        }
        code.visitInsn(Opcodes.IRETURN);
    }

    private void writeText(MethodVisitor code) {
        String builder = "java/lang/StringBuilder";
        code.visitTypeInsn(Opcodes.NEW, builder);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, builder, "<init>", "()V", false);
        String before = simpleName() + "[";
        for (Handle field : fields) {
            code.visitLdcInsn(before + field.getName() + "=");
            Concatenation.append(code, Type.getType(String.class));
            get(code, 0, field);
            Concatenation.append(code, Type.getType(field.getDesc()));
            before = ", ";
        }
        code.visitLdcInsn(fields.isEmpty() ? before + "]" : "]");
        Concatenation.append(code, Type.getType(String.class));
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, builder, "toString", "()Ljava/lang/String;", false);
        code.visitInsn(Opcodes.ARETURN);
    }

    private String simpleName() {
        String name = owner.getInternalName();
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
    }

    private void get(MethodVisitor code, int local, Handle field) {
        code.visitVarInsn(Opcodes.ALOAD, local);
        if (local > 0) {
            code.visitTypeInsn(Opcodes.CHECKCAST, owner.getInternalName());
        }
        code.visitFieldInsn(Opcodes.GETFIELD, field.getOwner(), field.getName(), field.getDesc());
    }

    private static Type boxed(Handle field) {
        return Boxes.boxOf(Type.getType(field.getDesc())).orElse(OBJECT);
    }
}
