package io.sillok.benchmarks.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code sillok tail} as a user starts it: idempotent, all acknowledged, with a checkpoint. */
record Sillok(Path home) implements Contender {

    @Override
    public String name() {
        return "sillok tail";
    }

    @Override
    public Path executable() {
        return home.resolve("sillok");
    }

    @Override
    public boolean follows() {
        return true;
    }

    @Override
    public List<String> command(Assignment assignment) throws IOException {
        Path config = assignment.folder().resolve("tailer.yaml");
        Files.writeString(config, """
                service: bench
                host: bench
                data: %s
                topic: %s
                kafka:
                  bootstrap.servers: %s
                files:
                  - paths: ["%s"]
                    parser: nginx.access
                """.formatted(
                        assignment.folder().resolve("data"),
                        assignment.topic(),
                        assignment.bootstrapServers(),
                        assignment.files()));
        return List.of(executable().toString(), "tail", "-c", config.toString());
    }
}
