package io.sillok.local.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A JVM started by this one and tethered to it by its standard input: when this process goes, however it goes, the
 * child reads the end of its input and ends too. What is started must watch for that.
 *
 * <p>The child ignores SIGINT, for Ctrl-C in a terminal goes to the whole group of processes and would take the stores
 * away from a parent that is still draining into them; SIGTERM ends it.
 */
final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    // An ignored signal stays ignored across exec, and the JVM leaves it so. The pid stays that of the shell.
    private static final List<String> DEAF_TO_INTERRUPT = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final Process process;
    private final Path log;
    private final CompletableFuture<String> firstLine = new CompletableFuture<>();

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts {@code java} with these arguments.
     *
     * @param log gets the child's standard error; the child's own log usually goes there too
     */
    static ChildJvm start(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>(DEAF_TO_INTERRUPT);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        ChildJvm child = new ChildJvm(process, log);
        Thread reader = new Thread(child::readOutput, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended, on another thread. */
    CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The first line of its standard output. */
    String awaitFirstLine(Duration deadline) throws ServerStartException, InterruptedException {
        try {
            return firstLine.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ServerStartException("said nothing for " + deadline.toSeconds() + " s" + quoteLog(), e);
        } catch (ExecutionException e) {
            throw new ServerStartException("ended early" + quoteLog(), e.getCause());
        }
    }

    /** The end of its log, to be put at the end of a message. */
    String quoteLog() {
        return LogTail.quote(log);
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks the process to end and, five seconds later, ends it. Its descendants are its own business. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Reads on after the first line, else a talkative child would block on a full pipe. */
    private void readOutput() {
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            if (line == null) {
                firstLine.completeExceptionally(new IOException("end of output"));
            }
            while (line != null) {
                firstLine.complete(line);
                line = output.readLine();
            }
        } catch (IOException e) {
            firstLine.completeExceptionally(e);
        }
    }
}
