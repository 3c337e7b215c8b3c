package io.sillok.local.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The {@code sillok} command in a process of its own, from the jars that the build has just made. */
final class SillokProcess implements AutoCloseable {

    /** As the launcher has them. */
    private static final Set<String> SERVERS = Set.of("demo", "run");

    // But for C2, which takes as much of the processor as all the rest while a server starts, and these live for
    // seconds.
    private static final List<String> FOR_SERVERS = List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=classpath:io/sillok/local/logging-server.xml");
    private static final List<String> FOR_THE_SIDECAR =
            List.of("-Xms16m", "-Xmx64m", "-Xmn10m", "-XX:SurvivorRatio=2", "-XX:TieredStopAtLevel=1");
    private static final List<String> FOR_COMMANDS = List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=classpath:io/sillok/local/logging-command.xml");

    private static final long READ_ON_MILLIS = 2000;

    private final Process process;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final List<String> err = new ArrayList<>();
    private final Thread outputReader;
    private final Thread errorReader;
    private final List<ProcessHandle> seenChildren = new ArrayList<>();

    private SillokProcess(Process process) {
        this.process = process;
        outputReader = drain(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)), out::add);
        errorReader = drain(
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)), line -> {
                    synchronized (err) {
                        err.add(line);
                    }
                });
    }

    /** @param state folder for what the command keeps, its log among it */
    static SillokProcess start(Path state, String... arguments) throws IOException {
        return new SillokProcess(builder(state, arguments).start());
    }

    /** Its standard output goes into a file, whatever bytes it has. */
    static SillokProcess startInto(Path output, Path state, String... arguments) throws IOException {
        return new SillokProcess(
                builder(state, arguments).redirectOutput(output.toFile()).start());
    }

    private static ProcessBuilder builder(Path state, String... arguments) {
        Path home = home();
        Path target = home.resolve("local/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dsillok.home=" + home,
                "-Dsillok.log=" + state.resolve("sillok.log"),
                "-cp",
                target.resolve("sillok-local.jar") + ":" + target.resolve(isSidecar(arguments) ? "sidecar" : "lib")
                        + "/*"));
        if (isSidecar(arguments)) {
            command.addAll(FOR_THE_SIDECAR);
            command.addAll(List.of("io.sillok.local.Sidecar", arguments[2]));
        } else {
            command.addAll(SERVERS.contains(arguments[0]) ? FOR_SERVERS : FOR_COMMANDS);
            command.add("io.sillok.local.Sillok");
            command.addAll(List.of(arguments));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("SILLOK_STATE", state.toString()));
        return builder;
    }

    private static boolean isSidecar(String... arguments) {
        return arguments.length == 3 && arguments[0].equals("tail") && arguments[1].equals("-c");
    }

    static Path home() {
        return Path.of(System.getProperty("sillok.home"));
    }

    /** The next line on standard output. */
    String line(Duration wait) throws InterruptedException {
        String line = out.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new AssertionError("nothing on standard output within " + wait + "; standard error: " + errors());
        }
        process.toHandle().descendants().forEach(seenChildren::add);
        return line;
    }

    /** What is on standard output beyond the lines taken. */
    List<String> rest() {
        return List.copyOf(out);
    }

    /** All of standard output beyond the lines taken, of a process that has ended. */
    String output() {
        return String.join("\n", out);
    }

    List<String> errors() {
        synchronized (err) {
            return List.copyOf(err);
        }
    }

    /** The rest of the first line on standard error that holds a text. */
    String afterOnError(String text) {
        return errors().stream()
                .filter(line -> line.contains(text))
                .map(line -> line.substring(line.indexOf(text) + text.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + text + "' in " + errors()));
    }

    int exitCode(Duration wait) throws InterruptedException {
        if (!process.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + wait + "; standard error: " + errors());
        }
        // What it said last may still be on its way.
        errorReader.join(READ_ON_MILLIS);
        outputReader.join(READ_ON_MILLIS);
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** Whether it still runs, whatever became of those it started. */
    boolean alive() {
        return process.isAlive();
    }

    /** The processes that it started and that run now. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As an operator ends a service; the exit code. */
    int stop(Duration wait) throws InterruptedException {
        process.destroy();
        return exitCode(wait);
    }

    /** As Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Children that outlived it. */
    Stream<ProcessHandle> leftBehind() {
        return seenChildren.stream().filter(ProcessHandle::isAlive);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread drain(BufferedReader from, Consumer<String> to) {
        Thread thread = new Thread(() -> {
            try (from) {
                from.lines().forEach(to);
            } catch (IOException | UncheckedIOException e) {
                to.accept("(its output broke off: " + e.getMessage() + ")");
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
