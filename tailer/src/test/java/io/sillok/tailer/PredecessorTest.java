package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands beside a log: its predecessors renamed, packed, copied, or never seen. */
final class PredecessorTest {

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig("access.log");
    }

    private void rig(String glob) throws Exception {
        rig = new TailerRig(folder, glob, "nginx.access");
        rig.clock = InstantSource.system();
    }

    private void stopAfter(String text) throws Exception {
        rig.write("access.log", text);
        rig.start();
        rig.settle();
        rig.stop();
    }

    private void startAgain() throws Exception {
        rig.start();
        rig.settle();
    }

    @Test
    void packedWhileNoTailerRan() throws Exception {
        stopAfter("a\nb\nhal");
        rig.write("access.log", "f\nc\n");
        rig.rename("access.log", "access.log.1");
        rig.gzip("access.log.1");
        rig.write("access.log", "new\n");
        startAgain();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\nhalf\nc\n", "new\n");
        assertThat(rig.events.counts()).containsEntry("predecessor_found", 1L);
        assertThat(rig.server.progress().files()).as("it is let go at its end").hasSize(1);
    }

    @Test
    void packedAndRenamedTwice() throws Exception {
        stopAfter("a\n");
        rig.write("access.log", "b\n");
        rig.rename("access.log", "access.log.1");
        rig.gzip("access.log.1");
        rig.rename("access.log.1.gz", "access.log.2.gz");
        rig.write("access.log", "middle\n");
        rig.rename("access.log", "access.log.1");
        rig.gzip("access.log.1");
        rig.rename("access.log.2.gz", "access.log.3.gz");
        rig.rename("access.log.1.gz", "access.log.2.gz");
        rig.write("access.log", "second middle\n");
        rig.rename("access.log", "access.log.1");
        rig.write("access.log", "new\n");
        startAgain();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "middle\n", "second middle\n", "new\n");
        assertThat(rig.events.counts()).containsEntry("unseen_file_found", 2L);
        rig.stop();
        startAgain();
        assertThat(rig.contents()).hasSize(4);
        assertThat(String.join("", rig.records())).hasSize("a\nb\nmiddle\nsecond middle\nnew\n".length());
    }

    @Test
    void packedByDate() throws Exception {
        stopAfter("a\n");
        rig.write("access.log", "b\n");
        rig.rename("access.log", "access.log-20261122");
        rig.gzip("access.log-20261122");
        startAgain();
        assertThat(rig.contents().values()).containsExactly("a\nb\n");
    }

    @Test
    void severalMembersAreOneFile() throws Exception {
        stopAfter("a\nb\n");
        try (var out = Files.newOutputStream(rig.logs.resolve("access.log.1.gz"))) {
            for (String part : new String[] {"a\n", "b\nc\n", "d\n"}) {
                GZIPOutputStream member = new GZIPOutputStream(out);
                member.write(part.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                member.finish();
            }
        }
        Files.delete(rig.logs.resolve("access.log"));
        startAgain();
        assertThat(rig.contents().values()).containsExactly("a\nb\nc\nd\n");
    }

    @Test
    void killedWhilePackedBytesAreRead() throws Exception {
        stopAfter("a\n");
        String more = rig.lines("line", 0, 200_000);
        rig.write("access.log", more);
        rig.rename("access.log", "access.log.1");
        rig.gzip("access.log.1");
        for (int i = 0; i < 4; i++) {
            rig.start();
            rig.sink.mode = i % 2 == 0 ? ScriptedSink.Mode.HOLD : ScriptedSink.Mode.ACKNOWLEDGE;
            rig.pass();
            rig.sink.held.forEach(held -> rig.sink.arrived.add(held.slice()));
            rig.sink.held.clear();
            rig.kill();
        }
        rig.sink.mode = ScriptedSink.Mode.ACKNOWLEDGE;
        startAgain();
        assertThat(rig.contents().values()).containsExactly("a\n" + more);
    }

    @Test
    void whatIsBeingPackedIsNotReadTwice() throws Exception {
        rig.write("access.log", "a\nb\n");
        rig.start();
        rig.settle();
        rig.rename("access.log", "access.log.1");
        rig.write("access.log", "new\n");
        rig.settle();
        Path original = rig.logs.resolve("access.log.1");
        byte[] text = Files.readAllBytes(original);
        rig.gzip("access.log.1");
        Path packed = rig.logs.resolve("access.log.1.gz");
        byte[] whole = Files.readAllBytes(packed);
        Files.write(original, text);
        for (int length = 0; length < whole.length; length += 5) {
            Files.write(packed, Arrays.copyOf(whole, length));
            rig.settle();
        }
        Files.write(packed, whole);
        Files.delete(original);
        rig.passFor(Duration.ofMinutes(20));
        rig.stop();
        startAgain();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "new\n");
        assertThat(rig.events.counts()).doesNotContainKeys("packed_file_damaged", "bytes_unaccounted");
    }

    @Test
    void whatIsBeingPackedIsNotReadTwiceThoughItLooksWholeAndOfTheSameTime() throws Exception {
        stopAfter("a\n");
        Instant later = Instant.now().plusSeconds(1);
        for (int i = 0; i < 10; i++) {
            String unseen = "access.log-2026112" + i;
            Path first = rig.write(unseen, "first of " + i + "\n");
            rig.gzip(unseen);
            // Its first part is whole; the rest is not written yet.
            Path all = rig.write(unseen, "first of " + i + "\nsecond of " + i + "\n");
            Files.setLastModifiedTime(all, FileTime.from(later));
            Files.setLastModifiedTime(Path.of(first + ".gz"), FileTime.from(later));
        }
        startAgain();
        assertThat(rig.contents()).hasSize(11);
        for (int i = 0; i < 10; i++) {
            Files.delete(rig.logs.resolve("access.log-2026112" + i + ".gz"));
            rig.gzip("access.log-2026112" + i);
        }
        rig.passFor(Duration.ofSeconds(20));
        assertThat(rig.contents()).hasSize(11).containsValue("first of 7\nsecond of 7\n");
    }

    @Test
    void aDamagedPackedFileIsToldAndItsBytesCounted() throws Exception {
        rig.sink.mode = ScriptedSink.Mode.HOLD;
        stopAfter(rig.lines("line", 0, 100));
        rig.sink.mode = ScriptedSink.Mode.ACKNOWLEDGE;
        rig.sink.held.clear();
        rig.rename("access.log", "access.log.1");
        rig.gzip("access.log.1");
        Path packed = rig.logs.resolve("access.log.1.gz");
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length - 20));
        Files.setLastModifiedTime(packed, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        startAgain();
        assertThat(rig.records()).isEmpty();
        assertThat(rig.events.counts())
                .containsEntry("packed_file_damaged", 1L)
                .containsEntry(
                        "bytes_unaccounted", (long) rig.lines("line", 0, 100).length());
        rig.stop();
        startAgain();
        assertThat(rig.events.counts()).as("told once").containsEntry("bytes_unaccounted_times", 1L);
    }

    @Test
    void atTheFirstStartOldRotationsAreNotRead() throws Exception {
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(rig.write("access.log.1", "old\n"), yesterday);
        Files.setLastModifiedTime(rig.write("access.log.2", "older\n"), yesterday);
        rig.gzip("access.log.2");
        stopAfter("a\n");
        startAgain();
        assertThat(rig.contents().values()).containsExactly("a\n");
    }

    @Test
    void rotatedTwiceBetweenTwoLooks() throws Exception {
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        rig.write("access.log", "b\n");
        rig.rename("access.log", "access.log.1");
        rig.write("access.log", "never seen by a look\n");
        rig.rename("access.log.1", "access.log.2");
        rig.rename("access.log", "access.log.1");
        rig.write("access.log", "c\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "never seen by a look\n", "c\n");
    }

    @Test
    void aFileThatIsFirstSeenRotatedIsShippedUnderItsLogsPath() throws Exception {
        stopAfter("a\n");
        rig.write("access.log", "b\n");
        rig.rename("access.log", "access.log.2");
        rig.write("access.log", "middle\n");
        rig.rename("access.log", "access.log.1");
        startAgain();
        assertThat(rig.sink.arrived).allMatch(slice -> slice.source().path().equals(rig.logs + "/access.log"));
    }

    @Test
    void anUnseenFileWithTheSameHeaderIsItsOwn() throws Exception {
        stopAfter("header\n");
        rig.write("access.log", "first\n");
        rig.rename("access.log", "access.log.2");
        rig.gzip("access.log.2");
        rig.write("access.log", "header\nsecond\n");
        rig.rename("access.log", "access.log.1");
        rig.gzip("access.log.1");
        rig.write("access.log", "header\nthird\n");
        startAgain();
        assertThat(String.join("", rig.records()).lines().sorted())
                .containsExactly("first", "header", "header", "header", "second", "third");
    }

    @Test
    void theCopyIsReadToItsEnd() throws Exception {
        rig.inFlightBytes = 1024 * 1024;
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        rig.sink.mode = ScriptedSink.Mode.FAIL;
        String more = rig.lines("line", 0, 300_000);
        rig.write("access.log", more);
        rig.settle();
        rig.copyTruncate("access.log", "access.log.1");
        rig.write("access.log", "new\n");
        rig.settle();
        rig.sink.mode = ScriptedSink.Mode.ACKNOWLEDGE;
        rig.passFor(Duration.ofSeconds(10));
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\n" + more, "new\n");
        assertThat(rig.events.counts()).doesNotContainKey("bytes_unaccounted");
    }

    @Test
    void theCopyIsReadAfterARestart() throws Exception {
        stopAfter("a\nhal");
        rig.write("access.log", "f\nb\n");
        rig.copyTruncate("access.log", "access.log.1");
        rig.write("access.log", "new\n");
        rig.gzip("access.log.1");
        startAgain();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nhalf\nb\n", "new\n");
        assertThat(rig.events.counts()).doesNotContainKey("bytes_unaccounted");
    }

    @Test
    void aCopyThatIsSeenBeforeItsLogIsNoFileOfItsOwn() throws Exception {
        rig("access.log*");
        ScriptedHints hints = new ScriptedHints();
        rig.lookout = new Lookout(hints, LookPace.STANDARD);
        rig.start();
        rig.settle();
        rig.write("access.log", "a\nb\n");
        hints.cameOrWent(rig.write("access.log.1", "a\n"));
        rig.pass();
        rig.write("access.log.1", "b\n");
        rig.truncate("access.log");
        rig.write("access.log", "new\n");
        rig.passFor(Duration.ofSeconds(20));
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "new\n");
    }

    @Test
    void killedAfterMoreWasReadThanItsCopyHolds() throws Exception {
        rig.write("access.log", "a\nb\nc\nd\ne\n");
        rig.start();
        rig.settle();
        Files.copy(rig.logs.resolve("access.log"), rig.logs.resolve("access.log.1"));
        rig.write("access.log", "after the copy\n");
        rig.settle();
        rig.kill();
        rig.truncate("access.log");
        rig.write("access.log", "new\n");
        startAgain();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\nc\nd\ne\nafter the copy\n", "new\n");
        assertThat(rig.events.counts()).doesNotContainKey("bytes_unaccounted");
    }

    @Test
    void killedBeforeAnythingOfItWasAcknowledged() throws Exception {
        rig.sink.mode = ScriptedSink.Mode.HOLD;
        rig.write("access.log", "a\nb\n");
        Files.copy(rig.logs.resolve("access.log"), rig.logs.resolve("access.log.1"));
        rig.write("access.log", "after the copy\n");
        rig.start();
        rig.settle();
        rig.kill();
        // Kafka had taken it; the tailer did not hear of it.
        rig.sink.held.forEach(held -> rig.sink.arrived.add(held.slice()));
        rig.sink.held.clear();
        rig.sink.mode = ScriptedSink.Mode.ACKNOWLEDGE;
        rig.truncate("access.log");
        startAgain();
        assertThat(rig.contents().values()).containsExactly("a\nb\nafter the copy\n");
    }

    @Test
    void copiesWithinTheGlobAreNoNewFiles() throws Exception {
        rig("access.log*");
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        for (int i = 0; i < 3; i++) {
            rig.write("access.log", rig.lines("line " + i, 0, 50));
            if (i > 0) {
                rig.rename("access.log.1", "access.log.2");
            }
            Files.copy(rig.logs.resolve("access.log"), rig.logs.resolve("access.log.1"));
            rig.settle();
            rig.truncate("access.log");
            rig.write("access.log", "next " + i + "\n");
            rig.settle();
            Files.deleteIfExists(rig.logs.resolve("access.log.2"));
        }
        rig.stop();
        startAgain();
        assertThat(rig.contents()).hasSize(4);
        assertThat(String.join("", rig.contents().values()))
                .isEqualTo("a\n" + rig.lines("line 0", 0, 50) + "next 0\n" + rig.lines("line 1", 0, 50) + "next 1\n"
                        + rig.lines("line 2", 0, 50) + "next 2\n");
    }

    @Test
    void twiceCopiedAndTruncatedBetweenTwoLooks() throws Exception {
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        rig.write("access.log", "b\n");
        rig.copyTruncate("access.log", "access.log.2");
        rig.write("access.log", "middle\n");
        rig.copyTruncate("access.log", "access.log.1");
        rig.write("access.log", "c\n");
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "middle\n", "c\n");
    }

    @Test
    void aTruncationWithoutACopyCountsWhatWasSeen() throws Exception {
        rig.sink.mode = ScriptedSink.Mode.HOLD;
        stopAfter("a\nb\n");
        rig.sink.mode = ScriptedSink.Mode.ACKNOWLEDGE;
        rig.sink.held.clear();
        rig.truncate("access.log");
        rig.write("access.log", "new one\n");
        startAgain();
        assertThat(rig.contents().values()).containsExactly("new one\n");
        assertThat(rig.events.counts()).containsEntry("bytes_unaccounted", 4L);
    }

    @Test
    void aCopyForTheAdministratorIsNotRead() throws Exception {
        rig.write("access.log", "a\nb\n");
        rig.start();
        rig.settle();
        Files.copy(rig.logs.resolve("access.log"), rig.logs.resolve("access.log.bak"));
        rig.write("access.log", "c\n");
        rig.settle();
        rig.stop();
        Files.copy(
                rig.logs.resolve("access.log"),
                rig.logs.resolve("access.log.20261122"),
                StandardCopyOption.COPY_ATTRIBUTES);
        startAgain();
        assertThat(rig.contents().values()).containsExactly("a\nb\nc\n");
    }

    @Test
    void bytesWrittenAfterItWasLetGoAreRead() throws Exception {
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        rig.rename("access.log", "access.log.1");
        rig.passFor(Duration.ofMinutes(16));
        assertThat(rig.server.progress().files()).isEmpty();
        rig.write("access.log.1", "late\n");
        rig.passFor(Duration.ofMinutes(2));
        assertThat(rig.contents().values()).containsExactly("a\nlate\n");
        rig.passFor(Duration.ofMinutes(16));
        Files.writeString(rig.logs.resolve("access.log.1"), "later\n", StandardOpenOption.APPEND);
        rig.gzip("access.log.1");
        rig.passFor(Duration.ofMinutes(2));
        assertThat(rig.contents().values()).containsExactly("a\nlate\nlater\n");
    }
}
