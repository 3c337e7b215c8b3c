package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tailer that was stopped or killed remembers. */
final class RestartTest {

    private static final String HEAD = "[2026-11-22 08:57:31] production.ERROR: x\n";

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "nginx.access");
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        rig.write("access.log", "a\nb\nhal");
        rig.start();
        rig.settle();
        rig.stop();
        rig.write("access.log", "f\nc\n");
        rig.start();
        rig.settle();
        assertThat(rig.records()).containsExactly("a\n", "b\n", "half\n", "c\n");
        assertThat(rig.contents()).hasSize(1);
    }

    @Test
    void killedAtAnyPointNothingIsLostAndTheIdentityStays() throws Exception {
        String all = rig.lines("line", 0, 60);
        rig.start();
        for (int i = 0; i < 60; i++) {
            rig.write("access.log", rig.lines("line", i, i + 1));
            rig.sink.mode = i % 3 == 0 ? ScriptedSink.Mode.HOLD : ScriptedSink.Mode.ACKNOWLEDGE;
            rig.pass();
            if (i % 4 == 0) {
                rig.kill();
                rig.start();
            }
        }
        rig.sink.mode = ScriptedSink.Mode.ACKNOWLEDGE;
        rig.kill();
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactly(all);
    }

    @Test
    void aKillBetweenAQuietCutAndWhatFollowsKeepsTheRecordTogether() throws Exception {
        rig = new TailerRig(folder, "*.log", "laravel.line");
        rig.write("laravel.log", HEAD);
        rig.start();
        rig.passFor(Duration.ofSeconds(4));
        assertThat(rig.records()).containsExactly(HEAD);
        rig.kill();
        rig.write("laravel.log", "#0 frame\n");
        rig.start();
        rig.passFor(Duration.ofSeconds(4));
        assertThat(rig.sink.arrived.get(1).continues()).hasValue(0);
    }

    @Test
    void aKillBehindALineThatLeadsTheNextKeepsThemTogether() throws Exception {
        rig = new TailerRig(folder, "*.log", "php_fpm.slow");
        rig.write("slow.log", "\n");
        rig.start();
        rig.passFor(Duration.ofSeconds(25));
        assertThat(rig.records()).containsExactly("\n");
        rig.kill();
        rig.write("slow.log", "[22-Nov-2026 08:57:30]  [pool www] pid 6520\n");
        rig.start();
        rig.passFor(Duration.ofSeconds(4));
        assertThat(rig.sink.arrived.get(1).continues()).hasValue(0);
    }

    @Test
    void aFileRotatedWhileNoTailerRanIsReadToItsEnd() throws Exception {
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        rig.stop();
        rig.write("access.log", "b\n");
        rig.rename("access.log", "access.1");
        rig.write("access.log", "c\n");
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactlyInAnyOrder("a\nb\n", "c\n");
    }

    @Test
    void aFileReplacedUnderItsInodeIsANewOne() throws Exception {
        rig.write("access.log", "same head\nold tail\n");
        rig.start();
        rig.settle();
        rig.stop();
        rig.truncate("access.log");
        rig.write("access.log", "same head\nnew tail that is longer\n");
        rig.start();
        rig.settle();
        assertThat(rig.contents().values())
                .containsExactly("same head\nold tail\n", "same head\nnew tail that is longer\n");
    }

    @Test
    void aDamagedCheckpointGivesWayToThePreviousOne() throws Exception {
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        rig.write("access.log", "b\n");
        rig.settle();
        rig.stop();
        byte[] whole = Files.readAllBytes(rig.data.resolve("checkpoint"));
        Files.write(rig.data.resolve("checkpoint"), Arrays.copyOf(whole, whole.length / 2));
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\nb\n");
        assertThat(rig.events.counts()).containsEntry("checkpoint_damaged", 1L);
        assertThat(rig.sink.arrived).hasSizeLessThanOrEqualTo(3);
        assertThat(rig.data.resolve("checkpoint.damaged")).exists();
    }

    @Test
    void dyingBetweenTheRenamesLeavesThePreviousOne() throws Exception {
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        rig.stop();
        Files.move(
                rig.data.resolve("checkpoint"),
                rig.data.resolve("checkpoint.previous"),
                StandardCopyOption.REPLACE_EXISTING);
        rig.start();
        rig.settle();
        assertThat(rig.records()).containsExactly("a\n");
    }

    @Test
    void twoTailersDoNotShareAFolder() throws Exception {
        rig.start();
        assertThatThrownBy(rig::start)
                .isInstanceOf(TailerStartException.class)
                .hasMessageContaining("used by another tailer");
    }
}
