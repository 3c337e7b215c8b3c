package io.sillok.local.linking;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a value goes through between a functional interface and the method behind it: cast, boxed, taken out, dropped. */
final class Conversion {

    private Conversion() {}

    static boolean isKnown(Type from, Type to) {
        return from.equals(to)
                || to.equals(Type.VOID_TYPE)
                || (Boxes.isReference(from) && Boxes.isReference(to))
                || (Boxes.isReference(to) && Boxes.boxOf(from).isPresent())
                || (Boxes.isReference(from) && Boxes.boxOf(to).map(from::equals).orElse(false));
    }

    static void write(MethodVisitor code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        if (to.equals(Type.VOID_TYPE)) {
            code.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        } else if (Boxes.isReference(from) && Boxes.isReference(to)) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        } else if (Boxes.isReference(to)) {
            Type box = Boxes.boxOf(from).orElseThrow();
            String type = Type.getMethodDescriptor(box, from);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, box.getInternalName(), "valueOf", type, false);
        } else {
            String type = Type.getMethodDescriptor(to);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, from.getInternalName(), to.getClassName() + "Value", type, false);
        }
    }
}
