package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many logs may be open at once. Without a descriptor left the checkpoint could not be saved nor Kafka reached, so some
 * are kept for that, and logs beyond the bound wait.
 *
 * @param most logs, rotated ones too
 * @param quiet if more are open than that, those that are read to their ends are closed until they change
 */
record Descriptors(int most, int quiet) {

    static final Descriptors UNBOUNDED = new Descriptors(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final String LIMIT = "Max open files";
    private static final int LEAST_KEPT = 64;
    private static final int KEPT_PART = 16;
    private static final int QUIET_CLOSED_PART = 4;
    private static final double SHORT = 0.8;

    /** What this process is allowed. */
    static Descriptors ofThisProcess() {
        return of(Path.of("/proc/self/limits"));
    }

    /** @param limits as Linux writes them; where there are none, nothing is known and there is no bound */
    static Descriptors of(Path limits) {
        try (Stream<String> lines = Files.lines(limits)) {
            Optional<String> limit = lines.filter(line -> line.startsWith(LIMIT))
                    .map(line -> line.substring(LIMIT.length()).strip().split(" ", 2)[0])
                    .filter(soft -> soft.matches("[0-9]{1,9}"))
                    .findFirst();
            return limit.map(soft -> forLogs(Integer.parseInt(soft))).orElse(UNBOUNDED);
        } catch (IOException e) {
            return UNBOUNDED;
        }
    }

    private static Descriptors forLogs(int limit) {
        int most = Math.max(1, limit - Math.max(LEAST_KEPT, limit / KEPT_PART));
        return new Descriptors(most, most - most / QUIET_CLOSED_PART);
    }

    /** @param openFiles from the config; 0 for no other bound than the process has */
    Descriptors bounded(int openFiles) {
        return openFiles == 0 ? this : new Descriptors(most, Math.min(quiet, openFiles));
    }

    boolean allows(int open) {
        return open < most;
    }

    /** Whether the operator should know, while there is still room. */
    boolean areShort(int open) {
        return open >= SHORT * most;
    }
}
