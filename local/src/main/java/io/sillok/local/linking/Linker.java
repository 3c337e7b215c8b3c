package io.sillok.local.linking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Links the classes of one jar. Pure. */
final class Linker {

    /** Since then a class may name others that may use its private members. */
    private static final int FIRST_WITH_NESTS = Opcodes.V11;

    private static final String CLASS = ".class";
    private static final int MAJOR_VERSION_AT = 7;

    private Linker() {}

    /**
     * What a jar holds once its classes are linked. Classes of before Java 11 and those of one Java version only stay as
     * they are, as does whatever the rules do not cover.
     */
    static Map<String, byte[]> link(Map<String, byte[]> entries) {
        Map<String, byte[]> linked = new LinkedHashMap<>(entries);
        Map<String, Set<String>> members = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (isLinkable(entry.getKey(), entry.getValue())) {
                ClassReader reader = new ClassReader(entry.getValue());
                ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
                LinkedClass linking = new LinkedClass(writer);
                reader.accept(linking, 0);
                linked.put(entry.getKey(), writer.toByteArray());
                linking.lambdas().forEach((name, bytes) -> linked.put(name + CLASS, bytes));
                members.computeIfAbsent(linking.nestHost(), host -> new TreeSet<>())
                        .addAll(linking.lambdas().keySet());
            }
        }
        members.forEach(
                (host, names) -> linked.computeIfPresent(host + CLASS, (name, bytes) -> withMembers(bytes, names)));
        return linked;
    }

    private static boolean isLinkable(String name, byte[] bytes) {
        return name.endsWith(CLASS)
                && !name.startsWith("META-INF/")
                && !name.equals("module-info.class")
                && bytes[MAJOR_VERSION_AT] >= FIRST_WITH_NESTS;
    }

    private static byte[] withMembers(byte[] host, Set<String> names) {
        ClassReader reader = new ClassReader(host);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitEnd() {
                        names.forEach(super::visitNestMember);
                        super.visitEnd();
                    }
                },
                0);
        return writer.toByteArray();
    }
}
