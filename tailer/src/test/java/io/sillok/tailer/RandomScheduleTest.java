package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens, what was written arrives once and nothing else does, and what is lost is told; the seed of a schedule
 * that fails is in the message. {@code -Dschedules.from} and {@code -Dschedules.count} choose the seeds of the long run.
 */
final class RandomScheduleTest {

    private static final int ACTIONS = 60;

    @TempDir
    Path folder;

    @Test
    void aFewSchedules() throws Exception {
        runSeeds(0, 12);
    }

    @Test
    @Tag("long")
    void manySchedules() throws Exception {
        runSeeds(Long.getLong("schedules.from", 1000), Integer.getInteger("schedules.count", 2000));
    }

    private void runSeeds(long first, int count) throws Exception {
        for (long seed = first; seed < first + count; seed++) {
            String parser = seed % 2 == 0 ? "nginx.access" : "laravel.line";
            String glob = seed % 4 < 2 ? "app-?.log" : "app-?.log*";
            Path lab = Files.createDirectory(folder.resolve("seed-" + seed));
            run(lab, seed, parser, glob);
            delete(lab);
        }
    }

    private static void run(Path lab, long seed, String parser, String glob) throws Exception {
        TailerRig rig = new TailerRig(lab, glob, parser);
        rig.clock = InstantSource.system();
        rig.rotatedWait = Duration.ofMinutes(1);
        rig.inFlightBytes = 1024 * 1024;
        rig.openFiles = seed % 3 == 0 ? 1 : 0;
        RandomSchedule schedule = new RandomSchedule(rig, seed);
        // What may be the beginning of several files is taken for that of the one of which most was sure or seen.
        List<ModelFile> written = schedule.run(ACTIONS).stream()
                .sorted(Comparator.comparing(ModelFile::sure)
                        .thenComparing(ModelFile::seenOfGone)
                        .reversed())
                .toList();
        List<byte[]> arrived = new ArrayList<>();
        rig.contents().values().forEach(text -> arrived.add(text.getBytes(StandardCharsets.UTF_8)));
        long mustBeReported = 0;
        List<String> lost = new ArrayList<>();
        for (ModelFile file : written) {
            byte[] match = arrived.stream()
                    .filter(file::mayBe)
                    .max(Comparator.comparing(bytes -> bytes.length))
                    .orElse(new byte[0]);
            arrived.remove(match);
            assertThat(file.mayBe(match))
                    .as("seed %d (%s, %s): %s did not arrive as it was written:%s", seed, parser, glob, file, schedule)
                    .isTrue();
            long missing = file.mustBeReported(match.length);
            if (missing > 0) {
                lost.add("%d of %s".formatted(missing, file));
                mustBeReported += missing;
            }
        }
        assertThat(arrived.stream().map(RandomScheduleTest::brief))
                .as("seed %d (%s, %s): more arrived than was written:%s", seed, parser, glob, schedule)
                .isEmpty();
        assertThat(rig.events.counts().getOrDefault("bytes_unaccounted", 0L))
                .as("seed %d (%s, %s): bytes that were seen and are lost (%s):%s", seed, parser, glob, lost, schedule)
                .isGreaterThanOrEqualTo(mustBeReported);
        if (parser.equals("laravel.line")) {
            assertThat(rig.sink.arrived.stream()
                            .filter(slice -> !beginsOrContinues(slice))
                            .map(slice -> brief(slice.bytes())))
                    .as("seed %d: a piece that begins within a record says so:%s", seed, schedule)
                    .isEmpty();
        }
        rig.stop();
    }

    /** A text of a hundred kilobytes in a line that can be compared and read. */
    private static String brief(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String end = text.substring(Math.max(0, text.length() - 24)).strip();
        return bytes.length + " bytes to '" + end + "'";
    }

    private static boolean beginsOrContinues(FileSlice slice) {
        List<String> records = TailerRig.records(slice);
        // The last line end comes behind what was cut as whole.
        return records.stream()
                .skip(slice.continues().isPresent() ? 1 : 0)
                .allMatch(record -> record.startsWith("[") || record.equals("\n"));
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
