package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.tailer.ScriptedSink.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many files hold together, whatever is in them and whatever Kafka does. */
final class MemoryTest {

    private static final int MIB = 1024 * 1024;
    private static final int FILES = 60;

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "nginx.access");
    }

    @Test
    void halfWrittenLinesOfManyFilesDoNotFillTheMemory() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            lines.add(
                    "first " + i + "\n" + String.valueOf((char) ('a' + i % 26)).repeat(400_000 + i));
            rig.write(i + ".log", lines.get(i));
        }
        rig.start();
        passBounded(40);
        assertThat(rig.server.progress().caughtUp()).isTrue();
        assertThat(rig.sink.arrived).hasSize(FILES);
        rig.sink.mode = Mode.FAIL;
        for (int i = 0; i < FILES; i++) {
            rig.write(i + ".log", "-more");
        }
        passBounded(40);
        rig.sink.mode = Mode.ACKNOWLEDGE;
        for (int i = 0; i < FILES; i++) {
            rig.write(i + ".log", "-end\n");
            lines.set(i, lines.get(i) + "-more-end\n");
        }
        passBounded(80);
        assertThat(rig.contents().values()).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(rig.records()).as("each line once and whole").hasSize(2 * FILES);
        assertThat(rig.server.progress().bytesRead())
                .isEqualTo(lines.stream().mapToLong(String::length).sum());
    }

    @Test
    void packedAndRotatedFilesAreReadToTheirHalfWrittenEnds() throws Exception {
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            contents.add("first " + i + "\n" + "x".repeat(400_000 + i));
            rig.write(i + ".log", contents.get(i));
        }
        rig.start();
        passBounded(20);
        for (int i = 0; i < 10; i++) {
            rig.rename(i + ".log", i + ".log.1");
        }
        rig.rotatedWait = Duration.ofSeconds(1);
        rig.stop();
        rig.gzip("3.log.1");
        rig.start();
        rig.sink.mode = Mode.FAIL;
        passBounded(80);
        rig.sink.mode = Mode.ACKNOWLEDGE;
        passBounded(120);
        assertThat(rig.contents().values()).containsExactlyInAnyOrderElementsOf(contents);
        assertThat(rig.events.counts()).containsEntry("file_released", 10L);
    }

    @Test
    void recordsOfSeveralLinesThatWaitForQuietGoEarlyAndAreContinued() throws Exception {
        rig = new TailerRig(folder, "*.log", "laravel.line", Map.of("zone", "UTC"));
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            String head = "[2026-11-22 08:00:00] production.ERROR: " + i + "\n";
            contents.add(head + ("#0 " + "y".repeat(990) + "\n").repeat(120) + "#1 half");
            rig.write(i + ".log", contents.get(i));
        }
        rig.start();
        passBounded(4);
        for (int i = 0; i < FILES; i++) {
            rig.write(i + ".log", " and whole\n");
            contents.set(i, contents.get(i) + " and whole\n");
        }
        passBounded(80);
        assertThat(rig.contents().values()).containsExactlyInAnyOrderElementsOf(contents);
        assertThat(rig.sink.arrived.stream().filter(slice -> slice.offset() > 0))
                .as("pieces of one record")
                .allMatch(slice -> slice.continues().equals(java.util.OptionalLong.of(0)));
    }

    @Test
    void aHalfLineThatWasGivenUpAndTruncatedIsCounted() throws Exception {
        for (int i = 0; i < FILES; i++) {
            rig.write(i + ".log", "first\n" + "z".repeat(400_000));
        }
        rig.start();
        passBounded(40);
        for (int i = 0; i < FILES; i++) {
            rig.truncate(i + ".log");
            rig.write(i + ".log", "second of " + i + "\n");
        }
        passBounded(120);
        long halves =
                rig.records().stream().filter(record -> record.startsWith("z")).count();
        assertThat(halves).as("those that were still held").isBetween(1L, 5L);
        assertThat(rig.events.counts()).containsEntry("bytes_unaccounted", (FILES - halves) * 400_000);
        assertThat(rig.events.counts()).containsEntry("file_truncated", (long) FILES);
        assertThat(rig.records()).contains("second of 7\n");
    }

    @Test
    void aConfigThatDoesNotFitTheHeapIsRefusedAtTheStart() {
        TailerConfig config = TailerConfig.of("web-1", folder, Map.of(), List.of(rig.group));
        assertThatCode(() -> HeapNeed.check(config, 48 * MIB)).doesNotThrowAnyException();
        assertThatThrownBy(() -> HeapNeed.check(config, 32 * MIB))
                .isInstanceOf(TailerStartException.class)
                .hasMessageContaining("in_flight_bytes 4194304 takes a heap of 49 MiB, this one may grow to 32 MiB");
    }

    private void passBounded(int passes) {
        for (int i = 0; i < passes; i++) {
            rig.pass();
            assertThat(rig.server.held()).isLessThan(rig.inFlightBytes + 2L * Turns.READ_BYTES);
        }
    }
}
