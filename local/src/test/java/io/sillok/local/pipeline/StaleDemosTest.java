package io.sillok.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StaleDemosTest {

    /** Beyond the largest pid that Linux gives. */
    private static final long NOBODY = 1L << 40;

    @Test
    void removesWhatTheDeadLeftAndNothingElse(@TempDir Path state) throws IOException {
        Path dead = Files.createDirectories(state.resolve("demo-" + NOBODY).resolve("kafka"));
        Path living = Files.createDirectory(
                state.resolve("demo-" + ProcessHandle.current().pid()));
        Path other = Files.createDirectory(state.resolve("demo-notes"));

        StaleDemos.remove(state);

        assertThat(dead.getParent()).doesNotExist();
        assertThat(living).exists();
        assertThat(other).exists();
    }

    @Test
    void thereMayBeNoStateYet(@TempDir Path folder) throws IOException {
        StaleDemos.remove(folder.resolve("none"));
        assertThat(folder).isEmptyDirectory();
    }
}
