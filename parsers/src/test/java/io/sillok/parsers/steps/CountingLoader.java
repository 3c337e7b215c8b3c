package io.sillok.parsers.steps;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Loads the parsers once more, so that they count what they do: a step for each method entered, each branch come to, and
 * each character that a method of the JDK makes or looks at for them. Nothing of it is in what is shipped.
 */
final class CountingLoader extends ClassLoader {

    private static final String STEPS = Steps.class.getName().replace('.', '/');
    private static final Set<String> SEARCHES = Set.of("indexOf", "lastIndexOf", "contains", "matches", "replaceAll");
    private static final Set<String> WHOLE = Set.of(
            "lines", "chars", "codePoints", "isBlank", "hashCode", "strip", "stripLeading", "stripTrailing", "trim");
    private static final String STRING = "java/lang/String";

    CountingLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean counted = name.startsWith("io.sillok.")
                && !name.equals(Steps.class.getName())
                && !name.startsWith(Steps.class.getName() + '$');
        if (!counted) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : counted(name);
        }
    }

    private Class<?> counted(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            ClassReader reader = new ClassReader(in.readAllBytes());
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new CountingClass(writer), 0);
            byte[] code = writer.toByteArray();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class CountingClass extends ClassVisitor {

        CountingClass(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new CountingMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
        }
    }

    private static final class CountingMethod extends MethodVisitor {

        CountingMethod(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        private void steps(String method, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, STEPS, method, descriptor, false);
        }

        private void lengthOfTop() {
            super.visitInsn(Opcodes.DUP);
            steps("lengthOf", "(Ljava/lang/Object;)V");
        }

        @Override
        public void visitCode() {
            super.visitCode();
            steps("one", "()V");
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            steps("one", "()V");
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, net.bytebuddy.jar.asm.Handle bootstrap, Object... arguments) {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
            if (descriptor.endsWith(")L" + STRING + ";")) {
                lengthOfTop();
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.startsWith("io/sillok/")) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                return;
            }
            if (owner.equals(STRING) && SEARCHES.contains(name)) {
                steps(name, "(L" + STRING + ';' + descriptor.substring(1));
                return;
            }
            if (owner.equals("java/util/regex/Pattern") && name.equals("matcher")) {
                steps(name, "(L" + owner + ';' + descriptor.substring(1));
                return;
            }
            boolean wholeText = owner.equals(STRING) && WHOLE.contains(name);
            boolean appends =
                    name.equals("append") && descriptor.matches("\\(Ljava/lang/(String|CharSequence|Object);\\).*");
            if (wholeText || appends) {
                lengthOfTop();
            } else if (owner.equals("java/lang/System") && name.equals("arraycopy")) {
                super.visitInsn(Opcodes.DUP);
                steps("many", "(I)V");
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            boolean makesText = descriptor.matches(".*\\)(L" + STRING + ";|\\[B|\\[C)");
            boolean newText = owner.equals(STRING) && name.equals("<init>");
            if ((makesText && !owner.equals("java/util/regex/Matcher")) || newText) {
                lengthOfTop();
            }
        }
    }
}
