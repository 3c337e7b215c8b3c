package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedStateTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void thereIsNoneAtFirst() throws Exception {
        assertThat(new RetainedState(folder).newest()).isEmpty();
    }

    @Test
    void theNewestCompleteOneCountsWhetherCheckpointOrSavepoint() throws Exception {
        Path checkpoint = complete("checkpoints/0a1b/chk-7", 0);
        assertThat(new RetainedState(folder).newest()).contains(checkpoint);

        Path savepoint = complete("savepoints/savepoint-0a1b-22", 60);
        assertThat(new RetainedState(folder).newest()).contains(savepoint);

        Path later = complete("checkpoints/2c3d/chk-1", 120);
        assertThat(new RetainedState(folder).newest()).contains(later);
    }

    @Test
    void incompleteAndDrainedOnesDoNotCount() throws Exception {
        Files.createDirectories(folder.resolve("checkpoints/0a1b/chk-8"));
        Files.createDirectories(folder.resolve("checkpoints/0a1b/shared"));
        complete("drained/savepoint-0a1b-22", 60);
        assertThat(new RetainedState(folder).newest()).isEmpty();
    }

    private Path complete(String name, long secondsLater) throws IOException {
        Path state = Files.createDirectories(folder.resolve(name));
        Path metadata = Files.createFile(state.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.from(START.plusSeconds(secondsLater)));
        return state;
    }
}
