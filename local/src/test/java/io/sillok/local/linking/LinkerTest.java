package io.sillok.local.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

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
        assertThat(leftIn(linked)).containsExactlyInAnyOrder("altMetafactory", "metafactory of ToLongFunction");
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
