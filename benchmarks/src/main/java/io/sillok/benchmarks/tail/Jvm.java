package io.sillok.benchmarks.tail;

import java.nio.file.Path;

/** The JVM that runs this, for others like it. */
final class Jvm {

    private Jvm() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
