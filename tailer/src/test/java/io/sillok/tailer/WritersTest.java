package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.tailer.Writers.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who writes to a file, by a proc file system made for the test and by the real one. */
final class WritersTest {

    private static final Instant NOW = Instant.EPOCH.plusSeconds(100);

    @TempDir
    Path folder;

    private Path proc;
    private Path file;

    @BeforeEach
    void proc() throws Exception {
        proc = folder.resolve("proc");
        file = Files.writeString(folder.resolve("access.log.1"), "a\n");
        namespace("pid:[4026531836]");
        Files.createDirectories(proc.resolve("1/fd"));
    }

    private void namespace(String name) throws Exception {
        Path link = proc.resolve("self/ns/pid");
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(name));
    }

    private void opens(int process, int descriptor, String flags) throws Exception {
        Path fd = Files.createDirectories(proc.resolve(process + "/fd"));
        Path info = Files.createDirectories(proc.resolve(process + "/fdinfo"));
        Files.createSymbolicLink(fd.resolve("" + descriptor), file);
        Files.writeString(info.resolve("" + descriptor), "pos:\t0\nflags:\t" + flags + "\nmnt_id:\t30\n");
    }

    private Verdict verdict() throws Exception {
        Writers writers = Writers.of(proc);
        FileKey key = FileStat.of(file).key();
        writers.of(key, NOW, NOW.plusSeconds(1));
        return writers.of(key, NOW, NOW.plusSeconds(2));
    }

    @Test
    void aWriterIsBelieved() throws Exception {
        opens(42, 4, "0102001");
        assertThat(verdict()).isEqualTo(Verdict.WRITTEN);
        namespace("pid:[4026532200]");
        assertThat(verdict()).isEqualTo(Verdict.WRITTEN);
    }

    @Test
    void aReaderIsNoWriter() throws Exception {
        opens(42, 4, "0100000");
        Files.createSymbolicLink(proc.resolve("42/fd/5"), Path.of("socket:[1234]"));
        assertThat(verdict()).isEqualTo(Verdict.NOBODY);
    }

    @Test
    void withinAContainerNobodyIsNoProof() throws Exception {
        namespace("pid:[4026532200]");
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aProcessThatCannotBeLookedAtIsNoProof() throws Exception {
        Files.createDirectories(proc.resolve("7"));
        Files.writeString(proc.resolve("7/fd"), "no folder");
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatChangedSinceTheLookIsNotProven() throws Exception {
        Writers writers = Writers.of(proc);
        FileKey key = FileStat.of(file).key();
        assertThat(writers.of(key, NOW, NOW.plusSeconds(1)))
                .as("the size is looked at once more")
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(writers.of(key, NOW.plusSeconds(2), NOW.plusSeconds(3))).isEqualTo(Verdict.UNKNOWN);
        assertThat(writers.of(key, NOW, NOW.plusSeconds(3))).isEqualTo(Verdict.NOBODY);
    }

    @Test
    void thisProcessIsSeenWriting() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/fd")), "there is a proc file system");
        Writers writers = Writers.ofThisMachine();
        FileKey key = FileStat.of(file).key();
        try (var out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            out.write('b');
            assertThat(writers.of(key, NOW, NOW.plusSeconds(1))).isEqualTo(Verdict.WRITTEN);
        }
        assertThat(writers.of(key, NOW, NOW.plusSeconds(9))).isNotEqualTo(Verdict.WRITTEN);
    }

    @Test
    void aRotatedFileIsKeptWhileItIsWrittenToAndThenLetGoSoon() throws Exception {
        TailerRig rig = new TailerRig(folder, "access.log", "nginx.access");
        rig.writers = Writers.of(proc);
        file = rig.write("access.log", "a\n");
        opens(42, 4, "0102001");
        rig.start();
        rig.settle();
        rig.rename("access.log", "access.log.1");
        Files.delete(proc.resolve("42/fd/4"));
        Files.createSymbolicLink(proc.resolve("42/fd/4"), rig.logs.resolve("access.log.1"));
        rig.passFor(Duration.ofMinutes(40));
        assertThat(rig.server.progress().files()).as("somebody has it open").hasSize(1);
        rig.write("access.log.1", "late");
        Files.delete(proc.resolve("42/fd/4"));
        rig.passFor(Duration.ofSeconds(20));
        assertThat(rig.server.progress().files()).as("nobody has it open").isEmpty();
        assertThat(rig.contents().values()).containsExactly("a\nlate");
    }
}
