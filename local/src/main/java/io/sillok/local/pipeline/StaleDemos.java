package io.sillok.local.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of demos that were killed and could not remove them. */
final class StaleDemos {

    static final String PREFIX = "demo-";

    private StaleDemos() {}

    /** Removes those whose process is gone. */
    static void remove(Path state) throws IOException {
        for (Path folder : of(state)) {
            FolderRemoval.remove(folder);
        }
    }

    private static List<Path> of(Path state) throws IOException {
        if (!Files.isDirectory(state)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(state)) {
            return folders.filter(StaleDemos::isStale).toList();
        }
    }

    private static boolean isStale(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches(PREFIX + "\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length())))
                        .isEmpty();
    }
}
