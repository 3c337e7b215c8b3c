package io.sillok.local.linking;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A class that is what a lambda or a method reference would be made at run time: captured values, and one method. */
final class LambdaClass {

    /** Makes one of what is captured; takes the place of the instruction, so it is of the same type. */
    static final String MAKE = "make";

    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final String ONLY = "only";

    private final String name;
    private final Type[] captured;
    private final Type made;
    private final Handle target;
    private final Type plain;
    private final Type exact;

    private LambdaClass(String name, Type type, Type plain, Handle target, Type exact) {
        this.name = name;
        this.captured = type.getArgumentTypes();
        this.made = type.getReturnType();
        this.plain = plain;
        this.target = target;
        this.exact = exact;
    }

    /** Nothing for what is to be serialized, has more methods than one, or changes one primitive into another. */
    static Optional<byte[]> of(
            String name,
            String nestHost,
            int version,
            String method,
            String type,
            Handle bootstrap,
            Object[] arguments) {
        if (!bootstrap.getOwner().equals(FACTORY) || !bootstrap.getName().equals("metafactory")) {
            return Optional.empty();
        }
        LambdaClass lambda = new LambdaClass(
                name, Type.getMethodType(type), (Type) arguments[0], (Handle) arguments[1], (Type) arguments[2]);
        return lambda.fits() ? Optional.of(lambda.write(nestHost, version, method)) : Optional.empty();
    }

    /** What the target takes: the object it is called on, too. */
    private Type[] taken() {
        Type[] arguments = Type.getArgumentTypes(target.getDesc());
        boolean onObject = target.getTag() != Opcodes.H_INVOKESTATIC && target.getTag() != Opcodes.H_NEWINVOKESPECIAL;
        return onObject
                ? Stream.concat(Stream.of(Type.getObjectType(target.getOwner())), Arrays.stream(arguments))
                        .toArray(Type[]::new)
                : arguments;
    }

    private Type given() {
        return target.getTag() == Opcodes.H_NEWINVOKESPECIAL
                ? Type.getObjectType(target.getOwner())
                : Type.getReturnType(target.getDesc());
    }

    private boolean fits() {
        Type[] taken = taken();
        Type[] passed = exact.getArgumentTypes();
        boolean fits = taken.length == captured.length + passed.length
                && Conversion.isKnown(given(), exact.getReturnType())
                && Conversion.isKnown(exact.getReturnType(), plain.getReturnType());
        for (int i = 0; fits && i < passed.length; i++) {
            fits = Conversion.isKnown(plain.getArgumentTypes()[i], passed[i])
                    && Conversion.isKnown(passed[i], taken[captured.length + i]);
        }
        return fits;
    }

    private byte[] write(String nestHost, int version, String method) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(version, access, name, null, "java/lang/Object", new String[] {made.getInternalName()});
        writer.visitNestHost(nestHost);
        for (int i = 0; i < captured.length; i++) {
            writer.visitField(
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), captured[i].getDescriptor(), null, null)
                    .visitEnd();
        }
        writeConstructor(writer);
        writeMake(writer);
        writeMethod(writer, method);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static String field(int index) {
        return "captured" + index;
    }

    private String constructorType() {
        return Type.getMethodDescriptor(Type.VOID_TYPE, captured);
    }

    private void writeConstructor(ClassWriter writer) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructorType(), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        int local = 1;
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), local);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
            local += captured[i].getSize();
        }
        end(code, Opcodes.RETURN);
    }

    /** One that captures nothing is made once. */
    private void writeMake(ClassWriter writer) {
        String type = Type.getMethodDescriptor(made, captured);
        if (captured.length == 0) {
            writer.visitField(
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                            ONLY,
                            made.getDescriptor(),
                            null,
                            null)
                    .visitEnd();
            MethodVisitor start = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
            start.visitCode();
            writeNew(start);
            start.visitFieldInsn(Opcodes.PUTSTATIC, name, ONLY, made.getDescriptor());
            end(start, Opcodes.RETURN);
        }
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, MAKE, type, null, null);
        code.visitCode();
        if (captured.length == 0) {
            code.visitFieldInsn(Opcodes.GETSTATIC, name, ONLY, made.getDescriptor());
        } else {
            writeNew(code);
        }
        end(code, Opcodes.ARETURN);
    }

    private void writeNew(MethodVisitor code) {
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int local = 0;
        for (Type value : captured) {
            code.visitVarInsn(value.getOpcode(Opcodes.ILOAD), local);
            local += value.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructorType(), false);
    }

    private void writeMethod(ClassWriter writer, String method) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, plain.getDescriptor(), null, null);
        code.visitCode();
        if (target.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            code.visitTypeInsn(Opcodes.NEW, target.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        Type[] taken = taken();
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
            Conversion.write(code, captured[i], taken[i]);
        }
        int local = 1;
        for (int i = 0; i < plain.getArgumentTypes().length; i++) {
            Type passed = plain.getArgumentTypes()[i];
            code.visitVarInsn(passed.getOpcode(Opcodes.ILOAD), local);
            Conversion.write(code, passed, exact.getArgumentTypes()[i]);
            Conversion.write(code, exact.getArgumentTypes()[i], taken[captured.length + i]);
            local += passed.getSize();
        }
        code.visitMethodInsn(opcode(), target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
        Conversion.write(code, given(), exact.getReturnType());
        Conversion.write(code, exact.getReturnType(), plain.getReturnType());
        end(code, plain.getReturnType().getOpcode(Opcodes.IRETURN));
    }

    private int opcode() {
        return switch (target.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            // A private method of the class itself, which its nest may call like any other.
            default -> target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    }

    private static void end(MethodVisitor code, int instruction) {
        code.visitInsn(instruction);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
