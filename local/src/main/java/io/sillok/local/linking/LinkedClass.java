package io.sillok.local.linking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Passes a class on with calls of plain methods where it had instructions that are linked at run time. */
final class LinkedClass extends ClassVisitor {

    private static final String PREFIX = "linked$";

    private final Map<String, byte[]> lambdas = new TreeMap<>();
    private final List<Consumer<ClassVisitor>> methods = new ArrayList<>();
    private String name = "";
    private String nestHost = "";
    private boolean isInterface;
    private int version;

    LinkedClass(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** The classes that were made of lambdas, by their names. */
    Map<String, byte[]> lambdas() {
        return lambdas;
    }

    String nestHost() {
        return nestHost;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.version = version;
        this.name = name;
        nestHost = name;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitNestHost(String host) {
        nestHost = host;
        super.visitNestHost(host);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, method, descriptor, signature, exceptions)) {
            @Override
            public void visitInvokeDynamicInsn(String call, String type, Handle bootstrap, Object... arguments) {
                if (!linkMethod(mv, call, type, bootstrap, arguments)
                        && !linkLambda(mv, call, type, bootstrap, arguments)) {
                    super.visitInvokeDynamicInsn(call, type, bootstrap, arguments);
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String type, boolean ofInterface) {
                BeanServer.Call call = BeanServer.in(name, new BeanServer.Call(owner, called));
                super.visitMethodInsn(opcode, call.owner(), call.name(), type, ofInterface);
            }
        };
    }

    private boolean linkMethod(MethodVisitor code, String call, String type, Handle bootstrap, Object[] arguments) {
        Optional<Consumer<MethodVisitor>> body =
                Concatenation.of(type, bootstrap, arguments).or(() -> RecordMethod.of(call, bootstrap, arguments));
        body.ifPresent(writer -> {
            String method = PREFIX + methods.size();
            methods.add(visitor -> {
                MethodVisitor added = visitor.visitMethod(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, method, type, null, null);
                added.visitCode();
                writer.accept(added);
                added.visitMaxs(0, 0);
                added.visitEnd();
            });
            code.visitMethodInsn(Opcodes.INVOKESTATIC, name, method, type, isInterface);
        });
        return body.isPresent();
    }

    private boolean linkLambda(MethodVisitor code, String call, String type, Handle bootstrap, Object[] arguments) {
        String lambda = name + '$' + PREFIX + lambdas.size();
        Optional<byte[]> made = LambdaClass.of(lambda, nestHost, version, call, type, bootstrap, arguments);
        made.ifPresent(bytes -> {
            lambdas.put(lambda, bytes);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, lambda, LambdaClass.MAKE, type, false);
        });
        return made.isPresent();
    }

    @Override
    public void visitEnd() {
        methods.forEach(method -> method.accept(cv));
        super.visitEnd();
    }
}
