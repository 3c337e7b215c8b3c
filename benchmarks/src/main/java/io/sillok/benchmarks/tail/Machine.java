package io.sillok.benchmarks.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the numbers were taken on. */
public final class Machine {

    private Machine() {}

    public static String describe() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("processor unknown");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        return String.format(
                Locale.ROOT,
                "%s, %d cores, Linux %s, Java %s, load before the run %s",
                processor,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                load);
    }
}
