package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import io.sillok.tailer.ScriptedSink.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many files share one tailer, one bound of memory, one rate. */
final class FairnessTest {

    private static final int BOUND = 4 * 1024 * 1024;

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "nginx.access");
        rig.inFlightBytes = BOUND;
    }

    @Test
    void filesWithoutAnswersDoNotHoldUpOthers() throws Exception {
        rig.sink.unanswered = slice -> slice.source().path().contains("stuck");
        for (int i = 0; i < 5; i++) {
            rig.write("stuck-" + i + ".log", rig.lines("stuck", 0, 300_000));
        }
        rig.start();
        rig.passFor(Duration.ofMinutes(1));
        assertThat(inFlight()).isBetween(BOUND / 2L, (long) BOUND);

        rig.write("fine.log", "a line\n");
        rig.settle();
        assertThat(rig.records()).containsExactly("a line\n");
        String lines = rig.lines("fine", 0, 200_000);
        rig.write("fine.log", lines);
        rig.passFor(Duration.ofSeconds(2));
        assertThat(String.join("", rig.contents().values())).isEqualTo("a line\n" + lines);
    }

    @Test
    void aLineWaitsForOneTurnOfEachBusyFileAndNoLonger() throws Exception {
        for (int i = 0; i < 3; i++) {
            rig.write("busy-" + i + ".log", rig.lines("busy", 0, 500_000));
        }
        rig.write("small.log", "first\n");
        rig.start();
        rig.sink.mode = Mode.HOLD;
        for (int i = 0; i < 20; i++) {
            rig.pass();
            answerOne();
        }
        rig.write("small.log", "second\n");
        long before = arrived();
        while (!rig.records().contains("second\n")) {
            rig.pass();
            answerOne();
        }
        // What was in flight before it, and a turn of each.
        assertThat(arrived() - before).isLessThanOrEqualTo(BOUND + 3L * FileSlice.MAX_BYTES);
    }

    private void answerOne() {
        if (!rig.sink.held.isEmpty()) {
            rig.sink.acknowledge(rig.sink.held.remove());
        }
    }

    @Test
    void anOutageLeavesMemoryFlatHoweverManyFilesGrow() throws Exception {
        rig.sink.mode = Mode.HOLD;
        for (int i = 0; i < 60; i++) {
            // Half of each is a line that does not end: it is read and cannot be framed.
            rig.write("f" + i + ".log", rig.lines("line", 0, 15_000) + "x".repeat(200_000));
        }
        rig.start();
        rig.passFor(Duration.ofMinutes(2));
        assertThat(inFlight()).isLessThan(BOUND + 2L * FileSlice.MAX_BYTES);
        assertThat(rig.server.progress().bytesRead()).isLessThan(BOUND + 2L * FileSlice.MAX_BYTES);
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.sink.held.forEach(rig.sink::acknowledge);
        rig.sink.held.clear();
        rig.passFor(Duration.ofMinutes(1));
        assertThat(rig.server.progress().caughtUp()).isTrue();
        assertThat(rig.contents()).hasSize(60);
    }

    @Test
    void whatIsRotatedAndDeletedDuringAnOutageIsReadWhenItIsOver() throws Exception {
        rig.start();
        rig.sink.mode = Mode.FAIL;
        StringBuilder written = new StringBuilder();
        for (int rotation = 0; rotation < 20; rotation++) {
            String lines = rig.lines("rotation " + rotation, 0, 20_000);
            written.append(lines);
            rig.write("a.log", lines);
            rig.passFor(Duration.ofMinutes(3));
            rig.rename("a.log", "a.log.1");
            rig.settle();
            Files.delete(rig.logs.resolve("a.log.1"));
        }
        assertThat(rig.server.progress().files()).as("kept open").hasSize(20);
        assertThat(rig.server.progress().bytesRead()).isLessThan(2L * BOUND).isLessThan(written.length());
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.passFor(Duration.ofSeconds(10));
        assertThat(rig.contents().values().stream().mapToInt(String::length).sum())
                .isEqualTo(written.length());
        rig.passFor(Duration.ofMinutes(20));
        assertThat(rig.server.progress().files()).isEmpty();
    }

    @Test
    void noMoreIsReadThanTheRateAllows() throws Exception {
        rig.rateLimit = 100_000;
        rig.write("a.log", rig.lines("line", 0, 200_000));
        rig.write("b.log", rig.lines("line", 0, 200_000));
        rig.start();
        rig.passFor(Duration.ofSeconds(10));
        assertThat(rig.server.progress().bytesRead()).isBetween(900_000L, 1_150_000L);
        assertThat(rig.server.progress().files())
                .allSatisfy(file -> assertThat(file.read()).isGreaterThan(400_000));
        Files.writeString(rig.logs.resolve("c.log"), "small\n", StandardOpenOption.CREATE);
        rig.passFor(Duration.ofSeconds(2));
        assertThat(rig.records()).contains("small\n");
    }

    @Test
    void theRateIsKeptToHoweverTurnsAreTaken() {
        Instant now = Instant.EPOCH;
        RateLimit limit = new RateLimit(1_000_000);
        long read = 0;
        for (int step = 0; step < 10_000; step++) {
            now = now.plusMillis(1);
            int turn = limit.turn(now, 500_000);
            limit.read(turn);
            read += turn;
        }
        assertThat(read).isBetween(10_000_000L, 11_000_000L);
        while (limit.turn(now, 500_000) > 0) {
            limit.read(limit.turn(now, 500_000));
        }
        assertThat(limit.turn(limit.next().minusMillis(1), 500_000)).isZero();
        assertThat(limit.turn(limit.next().plusMillis(1), 500_000)).isPositive();
        assertThat(new RateLimit(0).turn(now, 500_000)).isEqualTo(500_000);
    }

    private long arrived() {
        return rig.sink.arrived.stream()
                .mapToLong(slice -> slice.bytes().length)
                .sum();
    }

    private long inFlight() {
        return rig.sink.held.stream()
                .mapToLong(held -> held.slice().bytes().length)
                .sum();
    }
}
