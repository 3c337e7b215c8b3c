package io.sillok.tailer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Digest;
import io.sillok.model.FileSlice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens, what was written arrives, and nothing else; the seed of a schedule that fails is in the message. */
final class RandomScheduleTest {

    private static final int ACTIONS = 60;

    @TempDir
    Path folder;

    @Test
    void aFewSchedules() throws Exception {
        runSeeds(0, 8);
    }

    @Test
    @Tag("long")
    void manySchedules() throws Exception {
        runSeeds(1000, 300);
    }

    private void runSeeds(int first, int count) throws Exception {
        for (int seed = first; seed < first + count; seed++) {
            for (String parser : List.of("nginx.access", "laravel.line")) {
                Path lab = Files.createDirectory(folder.resolve(parser + seed));
                TailerRig rig = new TailerRig(lab, "*.log", parser);
                RandomSchedule schedule = new RandomSchedule(rig, seed);
                List<String> written = schedule.run(ACTIONS);
                assertThat(rig.contents().values().stream().map(RandomScheduleTest::brief))
                        .as("%s, seed %d: %s", parser, seed, schedule)
                        .containsExactlyInAnyOrderElementsOf(
                                written.stream().map(RandomScheduleTest::brief).toList());
                if (parser.equals("laravel.line")) {
                    assertThat(rig.sink.arrived)
                            .as("seed %d: a piece that begins within a record says so", seed)
                            .allMatch(RandomScheduleTest::beginsOrContinues);
                }
                rig.stop();
            }
        }
    }

    /** A text of a hundred kilobytes in a line that can be compared and read. */
    private static String brief(String text) {
        String name = text.substring(text.indexOf("app-"), text.indexOf('\n'));
        String end = text.substring(Math.max(0, text.length() - 24)).strip();
        return name + ", " + text.length() + " chars to '" + end + "', " + Digest.hex(text.getBytes(UTF_8), 4);
    }

    private static boolean beginsOrContinues(FileSlice slice) {
        List<String> records = TailerRig.records(slice);
        return records.stream().skip(slice.continues().isPresent() ? 1 : 0).allMatch(record -> record.startsWith("["));
    }
}
