package io.sillok.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints and savepoints that earlier runs of a cluster left in its folder. */
record RetainedState(Path folder) {
    // Flink's own layout: checkpoints/JOB/chk-N/_metadata and savepoints/savepoint-…/_metadata.
    private static final int DEPTH = 3;

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    Path savepoints() {
        return folder.resolve("savepoints");
    }

    /** Apart from the savepoints, for nothing can be resumed from them: their sources are at their end. */
    Path drained() {
        return folder.resolve("drained");
    }

    /** The folder of the newest one that is complete. */
    Optional<Path> newest() throws IOException {
        Comparator<Map.Entry<Path, FileTime>> byTime = Map.Entry.comparingByValue();
        return Stream.concat(complete(checkpoints()).stream(), complete(savepoints()).stream())
                .max(byTime)
                .map(newest -> newest.getKey().getParent());
    }

    private static List<Map.Entry<Path, FileTime>> complete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                folder, DEPTH, (path, attributes) -> path.endsWith("_metadata") && attributes.isRegularFile())) {
            return files.map(path -> Map.entry(path, modified(path))).toList();
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException vanished) {
            return FileTime.fromMillis(0);
        }
    }
}
