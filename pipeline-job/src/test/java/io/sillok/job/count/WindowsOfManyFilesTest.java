package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many files in one partition, in whatever way they come to stand there and are read: every window has the count that its
 * lines' times give. -Dseeds=1000 tries more of them.
 */
class WindowsOfManyFilesTest {

    private static final long WINDOW = CountedPartition.WINDOW;

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 0; seed < Long.getLong("seeds", 40); seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void windowsAreExactHoweverFilesAreShippedAndReadAndWhateverDies(long seed) throws Exception {
        Random random = new Random(seed);
        ShippedPartition partition = new ShippedPartition(random);
        CountedPartition job = new CountedPartition(partition.lines(), partition.begin(), random);

        assertThat(job.run()).as("seed %d", seed).isEqualTo(truth(partition.lines()));
    }

    /** Nothing is known of what comes when; but nothing is lost, and nothing is counted twice. */
    @ParameterizedTest
    @MethodSource("seeds")
    void totalsAreExactInAnyOrder(long seed) throws Exception {
        Random random = new Random(seed);
        ShippedPartition partition = new ShippedPartition(random);
        List<ShippedPartition.Line> shuffled = new ArrayList<>(partition.lines());
        Collections.shuffle(shuffled, random);
        shuffled.replaceAll(line -> line.readAt(partition.begin() + random.nextInt(60_000)));

        Map<Long, Long> totals = new CountedPartition(shuffled, partition.begin(), random).run();

        assertThat(List.copyOf(totals.values())).last().isEqualTo((long) shuffled.size());
    }

    /** By the window's end: how many lines there are of it and of all before. */
    private static Map<Long, Long> truth(List<ShippedPartition.Line> lines) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        lines.forEach(line -> counts.merge((line.time() / WINDOW + 1) * WINDOW, 1L, Long::sum));
        long total = 0;
        for (Map.Entry<Long, Long> window : counts.entrySet()) {
            total += window.getValue();
            window.setValue(total);
        }
        return counts;
    }
}
