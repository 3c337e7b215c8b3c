package io.sillok.benchmarks.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender at work, and what the kernel says it took. Linux only. */
final class ShipperProcess implements AutoCloseable {

    /** The unit of /proc's times; the same on every Linux. */
    private static final double TICKS_A_SECOND = 100;

    /** Fields of /proc/PID/stat, counted behind the name. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int USER_OF_CHILDREN = 13;
    private static final int SYSTEM_OF_CHILDREN = 14;

    private final Process process;
    private final double childrenBefore;
    private final long startedAt = System.nanoTime();
    private long peakKiB;

    private ShipperProcess(Process process, double childrenBefore) {
        this.process = process;
        this.childrenBefore = childrenBefore;
    }

    static ShipperProcess start(List<String> command, Path log) throws IOException {
        double before = ofChildren();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ShipperProcess(process, before);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    double secondsSinceStart() {
        return (System.nanoTime() - startedAt) / 1e9;
    }

    /** To be called often: the kernel forgets the peak when the process ends. */
    void notePeak() throws IOException {
        peakKiB = Math.max(peakKiB, status("VmHWM:"));
    }

    /** Peak of resident memory, in KiB, as far as noted. */
    long peakKiB() {
        return peakKiB;
    }

    /** Resident memory now, in KiB. */
    long residentKiB() throws IOException {
        return status("VmRSS:");
    }

    /** User and system time so far, in seconds; only while it is alive. */
    double cpuSoFar() throws IOException {
        return sum(Path.of("/proc", Long.toString(process.pid()), "stat"), USER, SYSTEM);
    }

    /** Waits for its end, asked for or not, and gives its whole user and system time, in seconds. */
    double end(boolean ask) throws IOException, InterruptedException {
        if (ask) {
            process.destroy();
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IOException("process " + process.pid() + " did not end within 60 s");
        }
        return ofChildren() - childrenBefore;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private long status(String field) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!process.isAlive() || !Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** Of the processes that this one started and that have ended, with all that they waited for. */
    private static double ofChildren() throws IOException {
        return sum(Path.of("/proc/self/stat"), USER_OF_CHILDREN, SYSTEM_OF_CHILDREN);
    }

    private static double sum(Path stat, int one, int other) throws IOException {
        String text = Files.readString(stat);
        // The name in parentheses may hold blanks.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[one]) + Long.parseLong(fields[other])) / TICKS_A_SECOND;
    }
}
