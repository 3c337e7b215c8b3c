package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.tailer.ScriptedSink.Held;
import io.sillok.tailer.ScriptedSink.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledgements late, out of order, missing and refused. */
final class DeliveryTest {

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "nginx.access");
        rig.start();
    }

    @Test
    void theCheckpointMovesOnlyOverAContiguousPrefix() throws Exception {
        rig.sink.mode = Mode.HOLD;
        for (String line : new String[] {"a\n", "b\n", "c\n"}) {
            rig.write("access.log", line);
            rig.settle();
        }
        assertThat(rig.sink.held).hasSize(3);
        rig.sink.acknowledge(rig.sink.held.removeLast());
        rig.sink.acknowledge(rig.sink.held.removeLast());
        rig.settle();
        assertThat(acknowledged()).isZero();
        assertThat(rig.server.progress().caughtUp()).isFalse();
        rig.sink.acknowledge(rig.sink.held.removeLast());
        rig.settle();
        assertThat(acknowledged()).isEqualTo(6);
        assertThat(rig.server.progress().caughtUp()).isTrue();
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainAfterAKill() throws Exception {
        rig.sink.mode = Mode.HOLD;
        rig.write("access.log", "a\n");
        rig.settle();
        rig.kill();
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactly("a\n");
    }

    @Test
    void largeSlicesThatFailedAreSentAgainAsTheyWere() throws Exception {
        rig.sink.mode = Mode.HOLD;
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 900_000; i++) {
            text.append("line ").append(i).append(" of many\n");
        }
        rig.write("access.log", text.toString());
        rig.settle();
        List<Held> first = List.copyOf(rig.sink.held);
        assertThat(first.get(0).slice().bytes().length).isGreaterThan(SliceBuffers.LEAST_BYTES);
        rig.sink.held.clear();
        first.forEach(rig.sink::fail);
        rig.write("access.log", "more\n");
        rig.truncate("access.log");
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.settle();
        assertThat(rig.contents().values()).first().asString().startsWith(text.toString());
        assertThat(rig.sink.arrived.get(0).recordLengths())
                .isEqualTo(first.get(0).slice().recordLengths());
        assertThat(rig.sink.arrived.get(0))
                .usingRecursiveComparison()
                .isEqualTo(first.get(0).slice());
    }

    @Test
    void aFailedSliceIsSentAgainBeforeNewOnesOfItsFile() throws Exception {
        rig.sink.mode = Mode.HOLD;
        rig.write("access.log", "a\n");
        rig.settle();
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.sink.fail(rig.sink.held.remove());
        rig.write("access.log", "b\n");
        rig.write("other.log", "o\n");
        rig.passFor(Duration.ofMillis(500));
        assertThat(rig.records()).doesNotContain("a\n", "b\n");
        rig.passFor(Duration.ofSeconds(3));
        assertThat(rig.records().stream().filter(record -> !record.equals("o\n")))
                .containsExactly("a\n", "b\n");
        assertThat(rig.records()).contains("o\n");
    }

    @Test
    void anOutageStopsReadingAtTheBoundAndLosesNothing() throws Exception {
        rig.kill();
        rig.inFlightBytes = 1024 * 1024;
        rig.start();
        rig.sink.mode = Mode.FAIL;
        String lines = rig.lines("line", 0, 400_000);
        rig.write("access.log", lines);
        rig.passFor(Duration.ofMinutes(5));
        assertThat(rig.server.progress().bytesRead()).isLessThan(3 * 1024 * 1024);
        assertThat(rig.sink.attempts()).as("it asks about once a second").isBetween(100, 700);
        assertThat(rig.events.counts()).containsEntry("delivery_failed", 1L);
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.passFor(Duration.ofSeconds(5));
        assertThat(rig.contents().values()).containsExactly(lines);
        assertThat(rig.events.counts()).containsEntry("delivery_resumed", 1L);
    }

    @Test
    void silenceIsToldOnce() throws Exception {
        rig.sink.mode = Mode.HOLD;
        rig.write("access.log", "a\n");
        rig.passFor(Duration.ofMinutes(1));
        assertThat(rig.events.counts()).containsEntry("delivery_stalled", 1L);
        rig.sink.acknowledge(rig.sink.held.remove());
        rig.settle();
        assertThat(rig.events.counts()).containsEntry("delivery_resumed", 1L);
    }

    @Test
    void whatATruncationTookIsResentFromMemory() throws Exception {
        rig.sink.mode = Mode.FAIL;
        rig.write("access.log", "a\n");
        rig.settle();
        rig.truncate("access.log");
        rig.settle();
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.passFor(Duration.ofSeconds(3));
        assertThat(rig.records()).containsExactly("a\n");
    }

    @Test
    void aBusyFileDoesNotStarveTheOthers() throws Exception {
        rig.kill();
        rig.inFlightBytes = 1024 * 1024;
        rig.sink.mode = Mode.HOLD;
        rig.start();
        rig.write("busy.log", rig.lines("busy", 0, 1_000_000));
        rig.write("quiet.log", "q\n");
        for (int i = 0; i < 6; i++) {
            rig.pass();
            rig.sink.held.forEach(rig.sink::acknowledge);
            rig.sink.held.clear();
        }
        assertThat(rig.records().stream().filter(record -> record.equals("q\n")).collect(Collectors.toList()))
                .hasSize(1);
    }

    @Test
    void noSliceGoesBeforeItsFilesIdentityIsSaved() throws Exception {
        rig.kill();
        Files.createDirectory(rig.data.resolve("checkpoint.tmp"));
        rig.start();
        rig.write("access.log", "a\n");
        rig.settle();
        assertThat(rig.records()).isEmpty();
        assertThat(rig.events.counts()).containsKey("checkpoint_failed");
        Files.delete(rig.data.resolve("checkpoint.tmp"));
        rig.passFor(Duration.ofSeconds(3));
        assertThat(rig.records()).containsExactly("a\n");
    }

    private long acknowledged() {
        return rig.server.progress().files().get(0).acknowledged();
    }
}
