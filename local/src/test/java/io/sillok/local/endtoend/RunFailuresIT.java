package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to {@code sillok run} while it is up: told, survived or ended in order, and nothing lost. */
final class RunFailuresIT {

    private static final int PART_FAILED = 3;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void aJobThatCannotWriteSaysSoAndGoesOnWhenItCan() throws Exception {
        Path obstacle = Files.createDirectories(folder.resolve("data/metrics.jsonl"));
        AccessLog log = new AccessLog(folder.resolve("access.log"), "/line");
        log.append(20);
        try (LocalRun run = start(log)) {
            Eventually.within(SOON, () -> assertThat(run.process().errors())
                    .anyMatch(line -> line.contains("the job failed and is started again")
                            && line.contains("metrics.jsonl")
                            && line.contains("sillok.log")));
            Files.delete(obstacle);
            awaitEveryLineOnce(run, log);
            assertThat(run.process().errors()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void aFullDiskEndsItAndTheNextRunLosesNothing() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", data.toString()), "may not mount");
        try {
            AccessLog log = new AccessLog(folder.resolve("access.log"), "/line");
            log.append(50);
            Path filler = data.resolve("filler");
            try (LocalRun run = start(log)) {
                awaitEveryLineOnce(run, log);
                fill(filler);
                log.append(5000);
                assertThat(run.process().exitCode(SOON)).isEqualTo(PART_FAILED);
                assertThat(run.process().errors())
                        .anyMatch(line -> line.contains("space left in " + data))
                        .noneMatch(line -> line.startsWith("\tat "));
            }
            Files.delete(filler);
            try (LocalRun run = start(log)) {
                awaitEveryLineOnce(run, log);
            }
        } finally {
            assertThat(succeeds("umount", "-l", data.toString())).isTrue();
        }
    }

    private LocalRun start(AccessLog log) throws IOException, InterruptedException {
        return LocalRun.start(
                folder,
                "[{paths: [%s], parser: nginx.access, definition: {log_format: combined}}]".formatted(log.file()));
    }

    private static void awaitEveryLineOnce(LocalRun run, AccessLog log) throws Exception {
        String last = log.append(1);
        Eventually.within(SOON, () -> assertThat(run.paths("/line")).contains(last));
        Eventually.within(SOON, () -> assertThat(run.paths("/line")).containsExactlyInAnyOrderElementsOf(log.paths()));
    }

    /** Takes all the space that is left; servers that free some in between do not get it back. */
    private static void fill(Path filler) throws IOException {
        Files.createFile(filler);
        FileStore store = Files.getFileStore(filler);
        for (int chunk = MEBIBYTE; chunk > 0; chunk /= 4) {
            while (store.getUsableSpace() >= chunk) {
                try {
                    Files.write(filler, new byte[chunk], StandardOpenOption.APPEND);
                } catch (IOException full) {
                    break;
                }
            }
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command)).start().waitFor() == 0;
    }
}
