package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.tailer.ScriptedSink.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tailer does when it may open no more files. */
final class DescriptorsTest {

    @TempDir
    Path folder;

    @Test
    void theLimitOfTheProcessLeavesRoomForItself() throws Exception {
        Path limits = folder.resolve("limits");
        Files.writeString(limits, """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             127235               127235               processes
                Max open files            1024                 524288               files
                """);
        assertThat(Descriptors.of(limits)).isEqualTo(new Descriptors(960, 720));
        Files.writeString(limits, "Max open files            unlimited            unlimited            files\n");
        assertThat(Descriptors.of(limits)).isEqualTo(Descriptors.UNBOUNDED);
        assertThat(Descriptors.of(folder.resolve("none"))).isEqualTo(Descriptors.UNBOUNDED);
    }

    private static TailerRig rig(Path folder, String glob) throws Exception {
        TailerRig rig = new TailerRig(folder, glob, "nginx.access");
        rig.rotatedWait = Duration.ofSeconds(5);
        return rig;
    }

    @Test
    void quietFilesAreClosedUntilTheyChange() throws Exception {
        TailerRig rig = rig(folder, "*.log");
        rig.descriptors = new Descriptors(10, 8);
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            written.append("of ").append(i).append('\n');
            rig.write(i + ".log", "of " + i + "\n");
        }
        rig.start();
        rig.passFor(Duration.ofSeconds(10));
        assertThat(rig.server.progress().files()).hasSize(30);
        assertThat(openLogs(rig)).isLessThanOrEqualTo(8);
        for (int i = 0; i < 30; i += 2) {
            written.append("more of ").append(i).append('\n');
            rig.write(i + ".log", "more of " + i + "\n");
        }
        rig.passFor(Duration.ofSeconds(10));
        assertThat(openLogs(rig)).isLessThanOrEqualTo(8);
        assertThat(rig.records())
                .containsExactlyInAnyOrderElementsOf(
                        written.toString().lines().map(line -> line + "\n").toList());
        assertThat(rig.events.counts()).doesNotContainKeys("errors", "bytes_unaccounted");
    }

    /** As the system tells: descriptors of this process that lead to a log. */
    private static long openLogs(TailerRig rig) throws Exception {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> leadsTo(rig.logs, descriptor))
                    .count();
        }
    }

    private static boolean leadsTo(Path folder, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whateverBecomesOfAClosedFileItIsFollowed() throws Exception {
        TailerRig rig = rig(folder, "*.log");
        rig.openFiles = 1;
        for (String name : new String[] {"renamed", "copied", "replaced", "longer"}) {
            rig.write(name + ".log", name + " begins\n");
        }
        rig.start();
        rig.passFor(Duration.ofSeconds(10));
        assertThat(openLogs(rig)).isLessThanOrEqualTo(1);
        rig.write("renamed.log", "and goes on\n");
        rig.rename("renamed.log", "renamed.log.1");
        rig.write("renamed.log", "another\n");
        rig.write("copied.log", "and goes on\n");
        rig.copyTruncate("copied.log", "copied.log.1");
        rig.write("copied.log", "again\n");
        rig.truncate("replaced.log");
        rig.write("replaced.log", "replaced BEGINS\n");
        rig.truncate("longer.log");
        rig.write("longer.log", "longer is another one now\n");
        rig.passFor(Duration.ofSeconds(10));
        rig.write("renamed.log.1", "late\n");
        rig.passFor(Duration.ofSeconds(70));
        assertThat(rig.contents().values())
                .containsExactlyInAnyOrder(
                        "renamed begins\nand goes on\nlate\n",
                        "another\n",
                        "copied begins\nand goes on\n",
                        "again\n",
                        "replaced begins\n",
                        "replaced BEGINS\n",
                        "longer begins\n",
                        "longer is another one now\n");
        assertThat(rig.events.counts()).doesNotContainKey("bytes_unaccounted");
    }

    @Test
    void aNewLogMayHaveTheInodeOfOneThatWasDeletedWhileItWasClosed() throws Exception {
        TailerRig rig = rig(folder, "*.log");
        rig.openFiles = 1;
        for (int i = 0; i < 5; i++) {
            rig.write("old-" + i + ".log", "old " + i + "\n");
        }
        rig.start();
        rig.passFor(Duration.ofSeconds(10));
        for (int i = 0; i < 5; i++) {
            Files.delete(rig.logs.resolve("old-" + i + ".log"));
        }
        for (int i = 0; i < 5; i++) {
            rig.write("another-" + i + ".log", "another " + i + ", and longer\n");
        }
        rig.passFor(Duration.ofSeconds(10));
        assertThat(rig.contents()).hasSize(10);
        assertThat(rig.events.counts()).doesNotContainKey("truncations");
    }

    @Test
    void anInodeThatIsUsedAgainWhileItsFileIsClosedIsANewFile() throws Exception {
        TailerRig rig = rig(folder, "*.log");
        rig.openFiles = 1;
        rig.write("a.log", "a\n");
        rig.write("b.log", "b\n");
        rig.start();
        rig.passFor(Duration.ofSeconds(10));
        rig.write("a.log", "more of a\n");
        rig.write("b.log", "more of b\n");
        rig.passFor(Duration.ofSeconds(10));
        for (String name : new String[] {"a", "b"}) {
            Files.delete(rig.logs.resolve(name + ".log"));
            rig.write(name + ".log", name + " anew, and longer than before\n");
        }
        rig.passFor(Duration.ofSeconds(10));
        assertThat(rig.contents().values())
                .containsExactlyInAnyOrder(
                        "a\nmore of a\n",
                        "b\nmore of b\n",
                        "a anew, and longer than before\n",
                        "b anew, and longer than before\n");
        // Written to again they show when they were made, and are still the same.
        rig.write("a.log", "more\n");
        rig.write("b.log", "more\n");
        rig.passFor(Duration.ofSeconds(10));
        rig.stop();
        rig.start();
        rig.passFor(Duration.ofSeconds(10));
        assertThat(rig.contents().values())
                .containsExactlyInAnyOrder(
                        "a\nmore of a\n",
                        "b\nmore of b\n",
                        "a anew, and longer than before\nmore\n",
                        "b anew, and longer than before\nmore\n");
    }

    @Test
    void inAnOutageRotatedFilesAreKeptToTheBoundAndNoneIsLost() throws Exception {
        TailerRig rig = new TailerRig(folder, "*.log", "nginx.access");
        rig.descriptors = new Descriptors(5, 5);
        rig.rotatedWait = Duration.ofSeconds(5);
        rig.start();
        rig.sink.mode = Mode.FAIL;
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            String text = "before rotation " + i + "\n";
            written.append(text);
            rig.write("a.log", text);
            rig.passFor(Duration.ofSeconds(3));
            rig.rename("a.log", "a.log." + (i + 1));
            assertThat(rig.server.progress().files()).hasSizeLessThanOrEqualTo(5);
        }
        assertThat(rig.events.counts()).containsEntry("descriptors_short", 2L);
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.passFor(Duration.ofSeconds(90));
        assertThat(rig.records())
                .containsExactlyInAnyOrderElementsOf(
                        written.toString().lines().map(line -> line + "\n").toList());
    }
}
