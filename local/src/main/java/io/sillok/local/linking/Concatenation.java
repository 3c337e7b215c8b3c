package io.sillok.local.linking;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Text made of parts, by a builder. */
final class Concatenation {

    private static final String FACTORY = "java/lang/invoke/StringConcatFactory";
    private static final String BUILDER = "java/lang/StringBuilder";

    /** Stand in a recipe for the next argument and the next constant. */
    private static final char ARGUMENT = 1;

    private static final char CONSTANT = 2;

    private static final Set<String> APPENDED_AS_THEY_ARE = Set.of("Z", "C", "I", "J", "F", "D", "Ljava/lang/String;");

    private Concatenation() {}

    /** The body of a method of this type. */
    static Optional<Consumer<MethodVisitor>> of(String type, Handle bootstrap, Object[] arguments) {
        boolean ours = bootstrap.getOwner().equals(FACTORY)
                && bootstrap.getName().equals("makeConcatWithConstants")
                && arguments.length == 1
                && ((String) arguments[0]).indexOf(CONSTANT) < 0;
        return ours
                ? Optional.of(code -> write(code, Type.getArgumentTypes(type), (String) arguments[0]))
                : Optional.empty();
    }

    private static void write(MethodVisitor code, Type[] parts, String recipe) {
        code.visitTypeInsn(Opcodes.NEW, BUILDER);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
        int local = 0;
        int part = 0;
        int at = 0;
        while (at < recipe.length()) {
            if (recipe.charAt(at) == ARGUMENT) {
                code.visitVarInsn(parts[part].getOpcode(Opcodes.ILOAD), local);
                append(code, parts[part]);
                local += parts[part].getSize();
                part++;
                at++;
            } else {
                int next = recipe.indexOf(ARGUMENT, at);
                int end = next < 0 ? recipe.length() : next;
                code.visitLdcInsn(recipe.substring(at, end));
                append(code, Type.getType(String.class));
                at = end;
            }
        }
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
        code.visitInsn(Opcodes.ARETURN);
    }

    static void append(MethodVisitor code, Type part) {
        String appended =
                switch (part.getSort()) {
                    case Type.BYTE, Type.SHORT -> "I";
                    default ->
                        APPENDED_AS_THEY_ARE.contains(part.getDescriptor())
                                ? part.getDescriptor()
                                : "Ljava/lang/Object;";
                };
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(" + appended + ")L" + BUILDER + ";", false);
    }
}
