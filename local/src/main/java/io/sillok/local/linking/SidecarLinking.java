package io.sillok.local.linking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Run by the launcher after a build: links the jars of a folder in place. A second run finds nothing left to do.
 *
 * <p>Kafka's client has some 400 lambdas and texts on the way to the first record; to link them takes a JVM a tenth of a
 * second of its processor, at every start.
 */
public final class SidecarLinking {

    private SidecarLinking() {}

    public static void main(String[] args) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            link(jar);
        }
    }

    private static void link(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        Path next = jar.resolveSibling(jar.getFileName() + ".linked");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(next))) {
            for (Map.Entry<String, byte[]> entry : Linker.link(entries).entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
