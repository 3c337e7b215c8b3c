package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines and records larger than a slice. */
final class LongRecordTest {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
    private static final String NEXT = "[2026-11-22 08:57:32] production.INFO: next\n";

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "laravel.line");
    }

    @Test
    void aLineOf10MegabytesIsAChainThatGoesOnBehindAKill() throws Exception {
        String head = "[2026-11-22 08:57:31] production.ERROR: ";
        String half = "x".repeat(TEN_MEGABYTES / 2);
        rig.write("laravel.log", head + half);
        rig.start();
        rig.settle();
        rig.kill();
        rig.write("laravel.log", half + "\n#0 frame\n" + NEXT);
        rig.start();
        rig.settle();
        rig.settle();

        assertThat(rig.contents().values()).containsExactly(head + half + half + "\n#0 frame\n" + NEXT);
        List<FileSlice> slices = new ArrayList<>(rig.sink.arrived);
        assertThat(slices).allMatch(slice -> slice.bytes().length <= FileSlice.MAX_BYTES);
        long next = head.length() + TEN_MEGABYTES + "\n#0 frame\n".length();
        assertThat(slices)
                .filteredOn(slice -> slice.offset() > 0 && slice.offset() < next)
                .hasSizeGreaterThan(18)
                .allMatch(slice -> slice.continues().orElse(-1) == 0);
        assertThat(slices.get(slices.size() - 1).continues()).isEmpty();
        assertThat(slices.get(slices.size() - 1).offset()).isEqualTo(next);
    }

    @Test
    void aHalfWrittenLastLineWaitsForItsEnd() throws Exception {
        rig.write("laravel.log", NEXT + "[2026-11-22 08:57:33] produ");
        rig.start();
        rig.passFor(Duration.ofSeconds(30));
        assertThat(rig.records()).containsExactly(NEXT);
        rig.kill();
        rig.start();
        rig.write("laravel.log", "ction.INFO: late\n");
        rig.passFor(Duration.ofSeconds(3));
        assertThat(rig.records()).containsExactly(NEXT, "[2026-11-22 08:57:33] production.INFO: late\n");
        assertThat(rig.sink.arrived.get(1).continues()).isEmpty();
    }

    @Test
    void aHoleOfMegabytesStandsBeforeTheLineBehindIt() throws Exception {
        rig.write("laravel.log", NEXT);
        rig.write("laravel.log", new byte[3 * 1024 * 1024]);
        rig.write("laravel.log", NEXT + NEXT);
        rig.start();
        rig.settle();
        rig.settle();
        List<String> records = rig.records();
        assertThat(records).startsWith(NEXT).endsWith(NEXT, NEXT);
        assertThat(records.subList(1, records.size() - 2))
                .allMatch(record -> record.chars().allMatch(c -> c == 0));
        assertThat(rig.contents().values().iterator().next()).hasSize(3 * NEXT.length() + 3 * 1024 * 1024);
    }

    @Test
    void linesOfAContainerGoAtOnce() throws Exception {
        rig = new TailerRig(folder, "*.log", "laravel.line", Map.of("container", "cri"));
        String line = "2026-11-22T10:00:00.1Z stderr P [2026-11-22 08:57:31] production.ERROR: x\n";
        rig.write("0.log", line);
        rig.start();
        rig.pass();
        rig.pass();
        assertThat(rig.records()).containsExactly(line);
        assertThat(rig.sink.arrived.get(0).open()).isFalse();
        assertThat(rig.sink.arrived.get(0).source().definition()).containsEntry("container", "cri");
    }
}
