package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that grow: what is shipped, when, and cut how. */
final class FollowingTest {

    private static final String LARAVEL = "[2026-11-22 08:57:31] production.ERROR: x\n";

    @TempDir
    Path folder;

    private TailerRig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new TailerRig(folder, "*.log", "nginx.access");
    }

    @Test
    void linesGoAsOneSliceWithTheirSource() throws Exception {
        rig.write("access.log", "a\nbb\n");
        rig.start();
        rig.settle();
        FileSlice slice = rig.sink.arrived.get(0);
        assertThat(rig.records()).containsExactly("a\n", "bb\n");
        assertThat(slice.source().service()).isEqualTo("shop");
        assertThat(slice.source().host()).isEqualTo("web-1");
        assertThat(slice.source().path())
                .isEqualTo(rig.logs.resolve("access.log").toString());
        assertThat(slice.source().parser()).isEqualTo("nginx.access");
        assertThat(slice.source().definition()).containsEntry("zone", "UTC");
        assertThat(slice.timestamp()).isEqualTo(TailerRig.STAMP);
        assertThat(rig.sink.arrived).hasSize(1);
    }

    @Test
    void aLineGoesWithinALookAfterItWasWritten() throws Exception {
        rig.write("access.log", "a\n");
        rig.start();
        rig.settle();
        rig.write("access.log", "b\n");
        rig.pass();
        assertThat(rig.records()).containsExactly("a\n", "b\n");
    }

    @Test
    void aHalfWrittenLineWaitsForItsEnd() throws Exception {
        rig.write("access.log", "a\nhal");
        rig.start();
        rig.passFor(Duration.ofMinutes(1));
        assertThat(rig.records()).containsExactly("a\n");
        assertThat(rig.server.progress().caughtUp()).isTrue();
        assertThat(rig.server.progress().files().get(0).lag()).isEqualTo(3);
        rig.write("access.log", "f\n");
        rig.settle();
        assertThat(rig.records()).containsExactly("a\n", "half\n");
    }

    @Test
    void readOnceTheLastLineNeedsNoEnd() throws Exception {
        rig.reading = Reading.ONCE;
        rig.write("access.log", "a\nhal");
        rig.write("empty.log", "");
        rig.start();
        rig.settle();
        assertThat(rig.records()).containsExactly("a\n", "hal");
        TailerProgress progress = rig.server.progress();
        assertThat(progress.caughtUp()).isTrue();
        assertThat(progress.bytesAcknowledged()).isEqualTo(5);
        assertThat(progress.bytesRead()).isEqualTo(5);
        assertThat(progress.files()).hasSize(2).allMatch(file -> file.lag() == 0);
    }

    @Test
    void aMultiLineRecordIsCutByQuietAndContinued() throws Exception {
        rig = new TailerRig(folder, "*.log", "laravel.line");
        rig.write("laravel.log", LARAVEL + "#0 a\n");
        rig.start();
        rig.pass();
        assertThat(rig.records()).isEmpty();
        rig.passFor(Duration.ofSeconds(2));
        assertThat(rig.records()).containsExactly(LARAVEL + "#0 a\n");
        rig.write("laravel.log", "#1 b\n" + LARAVEL);
        rig.passFor(Duration.ofSeconds(2));
        List<FileSlice> slices = rig.sink.arrived;
        assertThat(rig.records()).containsExactly(LARAVEL + "#0 a\n", "#1 b\n", LARAVEL);
        assertThat(slices.get(0).open()).isTrue();
        assertThat(slices.get(1).continues()).hasValue(0);
        assertThat(slices.stream().map(slice -> slice.continues().isPresent()).collect(Collectors.toList()))
                .startsWith(false, true);
    }

    @Test
    void aRecordLargerThanASliceGoesAsFragments() throws Exception {
        rig.write("access.log", "first\n" + "x".repeat(1_200_000) + "\nlast\n");
        rig.start();
        rig.settle();
        List<FileSlice> slices = rig.sink.arrived;
        assertThat(slices).allMatch(slice -> slice.bytes().length <= FileSlice.MAX_BYTES);
        assertThat(slices.stream().map(FileSlice::continues).filter(start -> start.isPresent()))
                .isNotEmpty()
                .allMatch(start -> start.getAsLong() == 6);
        assertThat(rig.contents().values()).containsExactly("first\n" + "x".repeat(1_200_000) + "\nlast\n");
    }

    @Test
    void manySmallRecordsGoInFullSlices() throws Exception {
        String lines = rig.lines("line", 0, 200_000);
        rig.write("access.log", lines);
        rig.start();
        rig.settle();
        assertThat(rig.contents().values()).containsExactly(lines);
        assertThat(rig.sink.arrived)
                .allMatch(slice -> slice.recordLengths().length <= PendingSlice.MAX_RECORDS)
                .hasSizeLessThan(20);
    }

    @Test
    void linksToOneFileAreOneFile() throws Exception {
        Path file = rig.write("a.log", "a\n");
        Files.createLink(rig.logs.resolve("b.log"), file);
        Files.createSymbolicLink(rig.logs.resolve("c.log"), file);
        rig.start();
        rig.settle();
        rig.write("b.log", "b\n");
        rig.settle();
        assertThat(rig.records()).containsExactly("a\n", "b\n");
        assertThat(rig.server.progress().files()).hasSize(1);
    }

    @Test
    void filesOfTheSameContentAreTwo() throws Exception {
        rig.write("a.log", "same\n");
        rig.write("b.log", "same\n");
        rig.start();
        rig.settle();
        assertThat(rig.contents()).hasSize(2);
    }

    @Test
    void compressedFilesAreNoLogs() throws Exception {
        rig = new TailerRig(folder, "**", "unknown");
        Files.createDirectories(rig.logs.resolve("deep/er"));
        rig.write("deep/er/x.log", "x\n");
        rig.write("x.log.1.gz", "gz\n");
        rig.start();
        rig.settle();
        assertThat(rig.records()).containsExactly("x\n");
    }

    @Test
    void aFileThatComesLaterIsFound() throws Exception {
        rig.start();
        rig.settle();
        assertThat(rig.server.progress().caughtUp()).isTrue();
        rig.write("new.log", "n\n");
        rig.settle();
        assertThat(rig.records()).containsExactly("n\n");
    }

    @Test
    void aGlobThatNamesNothingIsTold() throws Exception {
        rig.start();
        rig.settle();
        assertThat(rig.events.counts()).containsEntry("nothing_found", 1L);
    }
}
