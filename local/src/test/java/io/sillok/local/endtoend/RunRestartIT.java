package io.sillok.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However {@code sillok run} ends, the next one on its data goes on where it was: nothing is lost, nothing doubled. */
final class RunRestartIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration ENDED = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private AccessLog log;

    @BeforeEach
    void log() {
        log = new AccessLog(folder.resolve("access.log"), "/line");
    }

    @Test
    void goesOnAfterOpenSearchEndsAfterCtrlCAndAfterAKill() throws Exception {
        try (LocalRun run = start()) {
            log.append(50);
            awaitEveryLineOnce(run);
            startsOpenSearchAgain(run);
            endByCtrlC(run.process());
        }
        log.append(20);
        try (LocalRun run = start()) {
            awaitEveryLineOnce(run);
            log.append(500);
            kill(run.process());
        }
        log.append(10);
        try (LocalRun run = start()) {
            awaitEveryLineOnce(run);
        }
    }

    private void startsOpenSearchAgain(LocalRun run) throws Exception {
        kill(run.process().children());
        log.append(300);
        awaitEveryLineOnce(run);

        assertThat(run.process().errors())
                .filteredOn(line -> line.contains("OpenSearch"))
                .anyMatch(line -> line.contains("ended with exit code 137") && line.contains("starting it again"))
                .anyMatch(line -> line.contains("again") && line.contains("OpenSearch is at"));
        assertThat(run.process().errors()).noneMatch(line -> line.contains("\tat "));
    }

    private LocalRun start() throws IOException, InterruptedException {
        return LocalRun.start(
                folder,
                "[{paths: [%s], parser: nginx.access, definition: {log_format: combined}}]".formatted(log.file()));
    }

    /** A file's lines are indexed in their order, so once a last line is there, whatever comes twice is there twice. */
    private void awaitEveryLineOnce(LocalRun run) throws Exception {
        String last = log.append(1);
        Eventually.within(SOON.plus(SOON), () -> assertThat(run.paths("/line")).contains(last));
        Eventually.within(SOON, () -> assertThat(run.paths("/line")).containsExactlyInAnyOrderElementsOf(log.paths()));
    }

    private static void endByCtrlC(SillokProcess process) throws IOException, InterruptedException {
        List<ProcessHandle> children = process.children();
        assertThat(children).isNotEmpty();
        process.interrupt();
        assertThat(process.exitCode(ENDED)).isZero();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    private static void kill(SillokProcess process) throws Exception {
        List<ProcessHandle> children = process.children();
        process.kill();
        for (ProcessHandle child : children) {
            child.onExit().get(ENDED.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void kill(List<ProcessHandle> processes) {
        assertThat(processes).isNotEmpty().allMatch(ProcessHandle::destroyForcibly);
    }
}
