package io.sillok.local.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real logrotate, told to rotate now. Nothing that it rotated is deleted. */
final class Logrotate {

    private static final long PATIENCE_SECONDS = 60;

    private final Path program;
    private final Path state;

    private Logrotate(Path program, Path state) {
        this.program = program;
        this.state = state;
    }

    /** Empty where it is not installed. */
    static Optional<Logrotate> installed(Path state) {
        return Stream.of("/usr/sbin/logrotate", "/usr/bin/logrotate", "/sbin/logrotate")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Logrotate(program, state));
    }

    /** Writes the config of one log. */
    Path configure(Path folder, LogStream stream) throws IOException {
        String script = "";
        if (stream.reopens()) {
            Path marker = LogWriter.marker(folder, stream);
            // What is packed at once must not be written to any more.
            boolean waits = stream.directives().equals("compress");
            script = " postrotate\n  touch " + marker + "\n"
                    + (waits
                            ? "  n=0; while [ -e " + marker + " ] && [ $n -lt 3000 ]; do sleep 0.01; n=$((n+1)); done\n"
                            : "")
                    + " endscript\n";
        }
        Path config = state.resolve(stream.name() + ".conf");
        Files.writeString(
                config,
                folder.resolve(stream.file()) + " {\n rotate 10000\n missingok\n "
                        + (stream.reopens() ? "create 0644\n " : "") + stream.directives() + "\n" + script + "}\n");
        return Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Tells whether it did: a dated name may be taken within the same second. */
    boolean rotate(LogStream stream) throws IOException, InterruptedException {
        Path output = state.resolve("logrotate.out");
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "-f",
                        "-s",
                        state.resolve("logrotate.state").toString(),
                        state.resolve(stream.name() + ".conf").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("logrotate did not end");
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        boolean taken = said.contains("already exists, skipping rotation");
        if (process.exitValue() != 0 && !taken) {
            throw new IOException("logrotate failed: " + said);
        }
        return !taken;
    }
}
