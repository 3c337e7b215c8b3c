package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's hints, as they come. */
final class WatchServiceHintsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final LoggedTailerEvents events = TailerEvents.logged();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private ChangeHints hints;

    private final ChangeHints.Hearer hearer = new ChangeHints.Hearer() {
        @Override
        public void changed(Path path) {
            heard.add("changed " + folder.relativize(path));
        }

        @Override
        public void cameOrWent(Path path) {
            heard.add("came or went " + folder.relativize(path));
        }

        @Override
        public void uncertain(Path path) {
            heard.add("uncertain " + folder.relativize(path));
        }
    };

    @BeforeEach
    void open() throws Exception {
        hints = WatchServiceHints.open(events, wakeUps::incrementAndGet);
        Assumptions.assumeTrue(events.counts().isEmpty(), "this system gives hints");
        Files.writeString(folder.resolve("a.log"), "a\n");
        hints.watch(folder);
    }

    @AfterEach
    void close() {
        hints.close();
    }

    @Test
    void aWriteACreationARenameAndAChangeOfRightsAreTold() throws Exception {
        Files.writeString(folder.resolve("a.log"), "b\n", StandardOpenOption.APPEND);
        awaitHeard("changed a.log");
        Files.move(folder.resolve("a.log"), folder.resolve("b.log"));
        awaitHeard("came or went a.log");
        awaitHeard("came or went b.log");
        heard.clear();
        Files.setPosixFilePermissions(folder.resolve("b.log"), Files.getPosixFilePermissions(folder.resolve("b.log")));
        awaitHeard("changed b.log");
    }

    @Test
    void aFolderByTwoPathsIsToldUnderBoth() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), inner);
        hints.watch(inner);
        hints.watch(link);
        Files.writeString(inner.resolve("x"), "x");
        awaitHeard("came or went inner/x");
        awaitHeard("came or went link/x");
        hints.forget(inner);
        Files.writeString(inner.resolve("y"), "y");
        awaitHeard("came or went link/y");
        assertThat(heard).doesNotContain("came or went inner/y");
    }

    @Test
    void aFolderThatGoesIsTold() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        hints.watch(inner);
        Files.delete(inner);
        awaitHeard("uncertain inner");
    }

    @Test
    void aFolderThatMayNotOrCannotBeWatchedIsNoFailure() {
        hints.watch(folder.resolve("missing"));
        hints.watch(folder.resolve("a.log"));
        hints.forget(folder.resolve("missing"));
        assertThat(events.counts()).isEmpty();
    }

    @Test
    void aStormOfWritesWakesSeldom() throws Exception {
        byte[] line = "line\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long start = System.nanoTime();
        int writes = 0;
        try (var log = Files.newOutputStream(folder.resolve("a.log"), StandardOpenOption.APPEND)) {
            while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(500)) {
                log.write(line);
                writes++;
            }
        }
        awaitHeard("changed a.log");
        long pauses = (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(50);
        assertThat(wakeUps.get()).isLessThanOrEqualTo((int) pauses + 3).isLessThan(writes / 10);
    }

    @Test
    void foldersAreTakenQuicklyDuringAStorm() throws Exception {
        for (int i = 0; i < 200; i++) {
            Files.createDirectory(folder.resolve("f" + i));
        }
        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            Files.writeString(folder.resolve("a.log"), "b\n", StandardOpenOption.APPEND);
            hints.watch(folder.resolve("f" + i));
        }
        // Each would take a pause of 50 ms if it had to wait for it.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    private void awaitHeard(String hint) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!heard.contains(hint)) {
            hints.take(hearer);
            assertThat(System.nanoTime()).as(hint + " of " + heard).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
