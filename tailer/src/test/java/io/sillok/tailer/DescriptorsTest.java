package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.tailer.ScriptedSink.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        assertThat(Descriptors.of(limits)).isEqualTo(new Descriptors(960));
        Files.writeString(limits, "Max open files            unlimited            unlimited            files\n");
        assertThat(Descriptors.of(limits)).isEqualTo(Descriptors.UNBOUNDED);
        assertThat(Descriptors.of(folder.resolve("none"))).isEqualTo(Descriptors.UNBOUNDED);
    }

    @Test
    void filesBeyondTheBoundWaitUntilOthersAreLetGo() throws Exception {
        TailerRig rig = new TailerRig(folder, "*.log", "nginx.access");
        rig.descriptors = new Descriptors(10);
        rig.rotatedWait = Duration.ofSeconds(5);
        for (int i = 0; i < 12; i++) {
            rig.write(i + ".log", "of " + i + "\n");
        }
        rig.start();
        rig.passFor(Duration.ofSeconds(10));
        assertThat(rig.server.progress().files()).hasSize(10);
        assertThat(rig.records()).hasSize(10);
        assertThat(rig.events.counts()).as("told once").containsEntry("descriptors_short", 1L);
        for (int i = 0; i < 12; i++) {
            Path log = rig.logs.resolve(i + ".log");
            boolean open = rig.server.progress().files().stream()
                    .anyMatch(file -> file.path().equals(log));
            if (open && i % 3 == 0) {
                Files.delete(log);
            }
        }
        rig.passFor(Duration.ofSeconds(30));
        assertThat(rig.records()).hasSize(12);
        assertThat(rig.server.progress().caughtUp()).isTrue();
    }

    @Test
    void inAnOutageRotatedFilesAreKeptToTheBoundAndNoneIsLost() throws Exception {
        TailerRig rig = new TailerRig(folder, "*.log", "nginx.access");
        rig.descriptors = new Descriptors(5);
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
