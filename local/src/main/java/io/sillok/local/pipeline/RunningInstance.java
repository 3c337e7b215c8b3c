package io.sillok.local.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A demo or run that is up on this machine, noted in a file so that {@code sillok search} in another shell finds it.
 *
 * @param pid of its process; a note of a dead one is passed over
 * @param kafka its broker, {@code HOST:PORT}
 */
public record RunningInstance(long pid, String started, String opensearch, String page, String kafka) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static RunningInstance of(URI opensearch, URI page, String kafka) {
        return new RunningInstance(
                ProcessHandle.current().pid(), Instant.now().toString(), opensearch.toString(), page.toString(), kafka);
    }

    /** Writes the note. */
    void announce(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path temporary = folder.resolve(pid + ".tmp");
        Files.write(
                temporary,
                JSON.writeValueAsBytes(JSON.createObjectNode()
                        .put("pid", pid)
                        .put("started", started)
                        .put("opensearch", opensearch)
                        .put("page", page)
                        .put("kafka", kafka)));
        Files.move(temporary, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void withdraw(Path folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    /** The one that was started last and still lives. */
    public static Optional<RunningInstance> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> notes = Files.list(folder)) {
            return notes.filter(note -> note.toString().endsWith(".json"))
                    .flatMap(note -> read(note).stream())
                    .filter(RunningInstance::alive)
                    .max(Comparator.comparing(RunningInstance::started));
        }
    }

    private static Optional<RunningInstance> read(Path note) {
        try {
            JsonNode read = JSON.readTree(Files.readAllBytes(note));
            return Optional.of(new RunningInstance(
                    read.path("pid").asLong(),
                    read.path("started").asText(),
                    read.path("opensearch").asText(),
                    read.path("page").asText(),
                    read.path("kafka").asText()));
        } catch (IOException e) {
            // Half written, or withdrawn just now: then it is none that runs.
            return Optional.empty();
        }
    }

    private boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private Path file(Path folder) {
        return folder.resolve(pid + ".json");
    }
}
