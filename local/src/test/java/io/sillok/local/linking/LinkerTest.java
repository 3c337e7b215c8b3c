package io.sillok.local.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Linked classes do what they did before. */
final class LinkerTest {

    private static final List<String> CLASSES =
            List.of("Sample", "Sample$Empty", "Sample$Pair", "Sample$Numbers", "Sample$Named", "Sample$Inner");
    private static final String PACKAGE = "io/sillok/local/linking/";

    private final Map<String, byte[]> jar = new LinkedHashMap<>();

    @BeforeEach
    void read() throws IOException {
        for (String name : CLASSES) {
            try (InputStream in = LinkerTest.class.getResourceAsStream(name + ".class")) {
                jar.put(PACKAGE + name + ".class", in.readAllBytes());
            }
        }
        jar.put("META-INF/MANIFEST.MF", new byte[] {1, 2, 3});
    }

    @Test
    void theyGiveTheSameResults() throws Exception {
        Supplier<?> linked = (Supplier<?>) new Loader(Linker.link(jar))
                .loadClass("io.sillok.local.linking.Sample")
                .getConstructor()
                .newInstance();
        assertThat(linked.getClass()).isNotEqualTo(Sample.class);
        assertThat(linked.get()).isEqualTo(new Sample().get());
    }

    @Test
    void onlyWhatIsToBeSerializedOrWidenedIsLeftToTheStart() {
        assertThat(leftIn(jar)).hasSizeGreaterThan(25);
        Map<String, byte[]> linked = Linker.link(jar);
        assertThat(leftIn(linked)).containsOnly("altMetafactory", "metafactory of ToLongFunction");
    }

    @Test
    void linkingTwiceIsLinkingOnce() {
        Map<String, byte[]> once = Linker.link(jar);
        Map<String, byte[]> twice = Linker.link(once);
        assertThat(twice.keySet()).isEqualTo(once.keySet());
        assertThat(leftIn(twice)).isEqualTo(leftIn(once));
    }

    @Test
    void whatIsNoClassAndClassesOfBeforeJava11StayAsTheyAre() {
        byte[] old = jar.get(PACKAGE + "Sample.class").clone();
        old[7] = Opcodes.V10;
        Map<String, byte[]> linked = Linker.link(Map.of("Old.class", old, "a.properties", new byte[] {5}));
        assertThat(linked).containsOnlyKeys("Old.class", "a.properties");
        assertThat(linked.get("Old.class")).isSameAs(old);
    }

    @Test
    void theClientsVersionGoesToABeanServerOfItsOwn() {
        BeanServer.Call platform =
                new BeanServer.Call("java/lang/management/ManagementFactory", "getPlatformMBeanServer");
        assertThat(BeanServer.in("org/apache/kafka/common/utils/AppInfoParser", platform))
                .isEqualTo(new BeanServer.Call("javax/management/MBeanServerFactory", "newMBeanServer"));
        assertThat(BeanServer.in("org/example/Other", platform)).isEqualTo(platform);
    }

    /** Our compiler is told not to leave it to the start, others are not. */
    @Test
    void textsOfPartsOfAllTypesAreTheSame() throws Exception {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "Parts", null, "java/lang/Object", null);
        String type = "(ZCBSIJFDLjava/lang/String;Ljava/lang/Object;J)Ljava/lang/String;";
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "text", type, null, null);
        int local = 0;
        for (Type part : Type.getArgumentTypes(type)) {
            code.visitVarInsn(part.getOpcode(Opcodes.ILOAD), local);
            local += part.getSize();
        }
        String factory = "java/lang/invoke/StringConcatFactory";
        String linkage = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                + "Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;";
        code.visitInvokeDynamicInsn(
                "makeConcatWithConstants",
                type,
                new Handle(Opcodes.H_INVOKESTATIC, factory, "makeConcatWithConstants", linkage, false),
                "a \1, \1\1 \1\1 \u00e9 \1 \1 \1\1 b\1\1");
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        writer.visitEnd();
        Map<String, byte[]> parts = Map.of("Parts.class", writer.toByteArray());
        assertThat(leftIn(parts)).hasSize(1);
        assertThat(leftIn(Linker.link(parts))).isEmpty();
        assertThat(text(Linker.link(parts))).isEqualTo(text(parts)).contains("a true, x");
    }

    private static String text(Map<String, byte[]> classes) throws ReflectiveOperationException {
        Class<?> parts = new Loader(classes).loadClass("Parts");
        Object[] values = {true, 'x', (byte) -1, (short) 300, 5, 6L, -0f, Double.NaN, null, List.of(1), Long.MIN_VALUE};
        for (Method method : parts.getDeclaredMethods()) {
            if (method.getName().equals("text")) {
                return (String) method.invoke(null, values);
            }
        }
        throw new NoSuchMethodException("text");
    }

    private static List<String> leftIn(Map<String, byte[]> classes) {
        List<String> left = new ArrayList<>();
        classes.forEach((name, bytes) -> {
            if (name.endsWith(".class")) {
                new ClassReader(bytes).accept(new Dynamic(left), 0);
            }
        });
        return left;
    }

    /** Notes the instructions that are linked at run time. */
    private static final class Dynamic extends ClassVisitor {

        private final List<String> left;

        Dynamic(List<String> left) {
            super(Opcodes.ASM9);
            this.left = left;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String call, String type, Handle bootstrap, Object... arguments) {
                    String made = type.contains("ToLongFunction") ? " of ToLongFunction" : "";
                    left.add(bootstrap.getName() + made);
                }
            };
        }
    }

    /** Loads the classes it is given and asks its parent for all others. */
    private static final class Loader extends ClassLoader {

        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(LinkerTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/') + ".class");
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
            }
        }
    }
}
