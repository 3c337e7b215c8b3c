package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileSlice;
import io.sillok.model.framing.ResumePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which frames go together; seeds are in the message. */
final class PendingSliceTest {

    private record Cut(long from, List<Integer> lengths, ResumePoint behind) {}

    @Test
    void linesAddedManyAtOnceMakeTheSlicesOfThoseAddedOneByOne() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int[] lengths = lengths(random);
            assertThat(manyAtOnce(lengths, random)).as("seed %d", seed).isEqualTo(oneByOne(lengths));
        }
    }

    @Test
    void nothingFollowsAnOpenFrame() {
        PendingSlice pending = new PendingSlice();
        ResumePoint behind = new ResumePoint(10, OptionalLong.of(0), true, 0, false);
        pending.add(0, 10, 0, Optional.of(behind));
        assertThat(pending.addLines(10, new int[] {5}, 0, 1)).isZero();
        assertThat(pending.resumePoint()).isEqualTo(behind);
    }

    private static List<Cut> oneByOne(int[] lengths) {
        List<Cut> cuts = new ArrayList<>();
        PendingSlice pending = new PendingSlice();
        long offset = 0;
        for (int length : lengths) {
            if (!pending.takes(offset, length, offset)) {
                cut(pending, cuts);
            }
            pending.add(offset, length, offset, Optional.empty());
            offset += length;
        }
        cut(pending, cuts);
        return cuts;
    }

    private static List<Cut> manyAtOnce(int[] lengths, Random random) {
        List<Cut> cuts = new ArrayList<>();
        PendingSlice pending = new PendingSlice();
        long offset = 0;
        int done = 0;
        while (done < lengths.length) {
            int end = done + 1 + random.nextInt(Math.min(3000, lengths.length - done));
            while (done < end) {
                int taken = pending.addLines(offset, lengths, done, end);
                if (taken == 0) {
                    cut(pending, cuts);
                }
                for (int i = 0; i < taken; i++) {
                    offset += lengths[done++];
                }
            }
        }
        cut(pending, cuts);
        return cuts;
    }

    private static void cut(PendingSlice pending, List<Cut> cuts) {
        List<Integer> lengths = new ArrayList<>();
        for (int length : pending.lengths()) {
            lengths.add(length);
        }
        assertThat(pending.bytes())
                .isEqualTo(lengths.stream().mapToInt(Integer::intValue).sum());
        cuts.add(new Cut(pending.from(), lengths, pending.resumePoint()));
        pending.clear();
    }

    /** Blank lines, usual ones, and some as long as a slice. */
    private static int[] lengths(Random random) {
        int most = random.nextBoolean() ? 2 : 400;
        return random.ints(1 + random.nextInt(40_000), 1, most)
                .map(length -> random.nextInt(5000) == 0 ? FileSlice.MAX_BYTES - random.nextInt(3) : length)
                .toArray();
    }
}
