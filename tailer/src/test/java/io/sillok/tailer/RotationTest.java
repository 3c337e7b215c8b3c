package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs do to log files while they are followed. */
final class RotationTest {

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "nginx.access");
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
    }

    @Test
    void renameAndCreate() throws Exception {
        rig.write("access.log", "unread\n");
        rig.rename("access.log", "access.1");
        rig.write("access.log", "new\n");
        // The program goes on writing to the old file until it is told to reopen.
        rig.write("access.1", "late\n");
        rig.settle();
        rig.write("access.1", "later\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nunread\nlate\nlater\n", "new\n");
        assertThat(rig.events.counts()).containsEntry("file_rotated", 1L);
    }

    @Test
    void renameAndLateCreate() throws Exception {
        rig.rename("access.log", "access.1");
        rig.settle();
        rig.write("access.1", "late\n");
        rig.settle();
        rig.write("access.log", "new\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nlate\n", "new\n");
    }

    @Test
    void renameWithinTheGlobIsTheSameFile() throws Exception {
        rig.rename("access.log", "access-20261122.log");
        rig.write("access.log", "new\n");
        rig.write("access-20261122.log", "b\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "new\n");
        assertThat(rig.events.counts()).doesNotContainKey("file_rotated");
    }

    @Test
    void twiceBetweenTwoLooksLosesOnlyWhatTheDiskLost() throws Exception {
        rig.write("access.log", "b\n");
        rig.rename("access.log", "access.1");
        rig.write("access.log", "never seen by a look\n");
        Files.delete(rig.logs.resolve("access.log"));
        rig.write("access.log", "c\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "c\n");
    }

    @Test
    void copyTruncate() throws Exception {
        Files.copy(rig.logs.resolve("access.log"), rig.logs.resolve("access.1"));
        rig.truncate("access.log");
        rig.settle();
        rig.write("access.log", "b\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\n", "b\n");
        assertThat(rig.events.counts()).containsEntry("file_truncated", 1L);
    }

    @Test
    void truncatedAndGrownBeyondTheOldPositionIsSeen() throws Exception {
        rig.truncate("access.log");
        rig.write("access.log", "quite another and longer content\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\n", "quite another and longer content\n");
    }

    @Test
    void truncatedAndGrownWithTheSameFirstRecordIsSeen() throws Exception {
        rig.write("access.log", "b\n");
        rig.settle();
        rig.truncate("access.log");
        rig.write("access.log", "a\nc\nd\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\nb\n", "a\nc\nd\n");
    }

    @Test
    void truncatedAndGrownToTheSameSizeIsSeen() throws Exception {
        Files.setLastModifiedTime(rig.logs.resolve("access.log"), FileTime.from(TailerRig.STAMP));
        rig.settle();
        rig.truncate("access.log");
        rig.write("access.log", "b\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\n", "b\n");
    }

    @Test
    void aHalfWrittenLineThatATruncationTookIsShippedAsItWasRead() throws Exception {
        rig.write("access.log", "half");
        rig.settle();
        rig.truncate("access.log");
        rig.settle();
        rig.write("access.log", "b\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\nhalf", "b\n");
    }

    @Test
    void aDeletedFileIsReadToItsEnd() throws Exception {
        try (var out = Files.newOutputStream(rig.logs.resolve("access.log"), StandardOpenOption.APPEND)) {
            Files.delete(rig.logs.resolve("access.log"));
            rig.settle();
            out.write("after the delete\n".getBytes(StandardCharsets.US_ASCII));
        }
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\nafter the delete\n");
    }

    @Test
    void aRotatedFileIsLetGoWhenItWasQuietAndItsLastLineIsWhole() throws Exception {
        rig.write("access.log", "no line end");
        rig.rename("access.log", "access.1");
        rig.passFor(Duration.ofMinutes(14));
        assertThat(rig.records()).containsExactly("a\n");
        rig.passFor(Duration.ofMinutes(2));
        assertThat(rig.records()).containsExactly("a\n", "no line end");
        assertThat(rig.events.counts()).containsEntry("file_released", 1L);
        assertThat(rig.server.progress().files()).isEmpty();
    }

    @Test
    void aFileThatComesBackIntoTheGlobAfterItWasLetGoIsKnown() throws Exception {
        rig.rename("access.log", "access.1");
        rig.passFor(Duration.ofMinutes(16));
        rig.rename("access.1", "back.log");
        rig.write("back.log", "b\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\nb\n");
    }

    @Test
    void anInodeThatIsUsedAgainIsANewFile() throws Exception {
        Files.delete(rig.logs.resolve("access.log"));
        rig.passFor(Duration.ofMinutes(16));
        rig.write("access.log", "a\nb\n");
        rig.settle();
        // On some file systems the new file has the old inode, and then the old head and tail too: it is the old file
        // grown.
        String all = String.join("", rig.contents().values());
        assertThat(all).isIn("a\na\nb\n", "a\nb\n");
    }

    @Test
    void aSwitchedSymbolicLink() throws Exception {
        Path first = rig.write("2026-11-21", "one\n");
        Path link = rig.logs.resolve("current.log");
        Files.createSymbolicLink(link, first);
        rig.settle();
        Path second = rig.write("2026-11-22", "two\n");
        Files.delete(link);
        Files.createSymbolicLink(link, second);
        rig.write("2026-11-21", "late\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\n", "one\nlate\n", "two\n");
    }

    @Test
    void aFileThatMayNotBeReadIsToldOnceAndReadWhenItMay() throws Exception {
        Assumptions.assumeFalse(System.getProperty("user.name").equals("root"), "root may read everything");
        Path secret = rig.write("secret.log", "s\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        rig.settle();
        rig.settle();
        assertThat(rig.events.counts()).containsEntry("file_unreadable", 1L);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        rig.settle();
        assertThat(rig.records()).contains("s\n");
    }
}
