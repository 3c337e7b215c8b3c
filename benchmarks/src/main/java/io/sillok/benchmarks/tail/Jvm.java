package io.sillok.benchmarks.tail;

import java.nio.file.Path;

/** The JVM that runs this, for others like it. */
public final class Jvm {

    private Jvm() {}

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static String classPath() {
        return System.getProperty("java.class.path");
    }
}
