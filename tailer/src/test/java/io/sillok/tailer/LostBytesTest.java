package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.tailer.ScriptedSink.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was seen and is nowhere any more is told, whatever else stands beside the log. */
final class LostBytesTest {

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "nginx.access");
        rig.clock = InstantSource.system();
    }

    /** Of a file that was seen and not shipped when the tailer died, and is gone at its next start. */
    private void lose(String text) throws Exception {
        rig.sink.mode = Mode.HOLD;
        Path lost = rig.write("lost.log", text);
        rig.start();
        rig.settle();
        rig.kill();
        rig.sink.held.clear();
        rig.sink.mode = Mode.ACKNOWLEDGE;
        Files.delete(lost);
    }

    private long told() {
        return rig.events.counts().getOrDefault("bytes_unaccounted", 0L);
    }

    @Test
    void thoughAnEmptyFileWasRotated() throws Exception {
        lose("a\nb\n");
        rig.write("other.log", "x\n");
        rig.write("other.log.1", "");
        rig.start();
        rig.settle();
        assertThat(told()).isEqualTo(4);
    }

    @Test
    void thoughACopyOfAnotherLogStandsThere() throws Exception {
        lose("a\nb\n");
        rig.write("other.log", "x\n");
        rig.start();
        rig.pass();
        Files.copy(rig.logs.resolve("other.log"), rig.logs.resolve("other.log.bak"));
        rig.settle();
        assertThat(told()).isEqualTo(4);
    }

    /** Its size was seen, and its turn to be read had not come. */
    private void truncateUnread(String log) throws Exception {
        rig.rateLimit = 1 << 20;
        rig.start();
        rig.pass();
        rig.copyTruncate(log, log + ".1");
        rig.write(log, "new\n");
        rig.passFor(Duration.ofSeconds(20));
    }

    @Test
    void notOfALogThatWasTruncatedUnreadAndStandsInItsCopy() throws Exception {
        String large = rig.lines("line", 0, 300_000);
        String log = rig.lines("log", 0, 1000);
        rig.write("a.log", large);
        rig.write("b.log", log);
        truncateUnread("b.log");
        assertThat(told()).isZero();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder(large, log, "new\n");
    }

    @Test
    void norIfItHadANameFromALifeBefore() throws Exception {
        String large = rig.lines("line", 0, 300_000);
        String log = rig.lines("log", 0, 1000);
        rig.sink.mode = Mode.HOLD;
        rig.write("b.log", log);
        rig.start();
        rig.settle();
        rig.kill();
        rig.sink.held.clear();
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.write("a.log", large);
        truncateUnread("b.log");
        assertThat(told()).isZero();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder(large, log, "new\n");
    }

    @Test
    void whatIsPackedSoThatItCannotBeReadIsNamed() throws Exception {
        lose("a\nb\n");
        rig.write("lost.log.1.zst", "packed by zstd");
        rig.start();
        rig.settle();
        assertThat(told()).isEqualTo(4);
        assertThat(rig.records()).isEmpty();
        assertThat(rig.events.counts()).containsEntry("packed_otherwise", 1L);
    }

    @Test
    void butNotWhileACopyMayTurnOutToHoldIt() throws Exception {
        lose("x\nb\n");
        // So that none of the others gets its inode.
        rig.write("placeholder", "");
        // It begins with all that another log holds: its copy, or that of the one which is gone.
        rig.write("lost.log.1", "x\nb\n");
        rig.write("lost.log", "x\nb\n");
        rig.start();
        rig.settle();
        assertThat(told()).isZero();
        Files.delete(rig.logs.resolve("lost.log.1"));
        rig.passFor(Duration.ofSeconds(10));
        assertThat(told()).isEqualTo(4);
    }

    @Test
    void aPackedFileClaimsOnlyTheSizeOfItsLastPart() throws Exception {
        String first = rig.lines("line", 0, 10);
        rig.write("a.log", first);
        rig.start();
        rig.settle();
        rig.stop();
        Path packed = rig.logs.resolve("a.log.1.gz");
        Files.move(rig.logs.resolve("a.log"), rig.logs.resolve("a.log.1"));
        rig.gzip("a.log.1");
        byte[] one = Files.readAllBytes(packed);
        rig.write("a.log.2", rig.lines("more", 0, 10));
        rig.gzip("a.log.2");
        byte[] other = Files.readAllBytes(rig.logs.resolve("a.log.2.gz"));
        Files.delete(rig.logs.resolve("a.log.2.gz"));
        rig.write("a.log.1.gz", other);
        assertThat(Files.size(packed)).isEqualTo(one.length + other.length);
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactly(first + rig.lines("more", 0, 10));
    }

    @Test
    void aFileThatWasOnlySeenRotatedIsKnownWhenItIsPackedAndRenamed() throws Exception {
        rig = new TailerRig(folder, "*.log*", "nginx.access");
        rig.clock = InstantSource.system();
        rig.write("a.log.1", "a\nb\n");
        rig.start();
        rig.settle();
        rig.stop();
        rig.gzip("a.log.1");
        rig.rename("a.log.1.gz", "a.log.2.gz");
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\nb\n");
    }
}
