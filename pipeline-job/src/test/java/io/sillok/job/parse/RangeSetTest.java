package io.sillok.job.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.parse.RangeSet.Range;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RangeSetTest {

    @Test
    void joinsWhatTouches() {
        RangeSet set = new RangeSet();
        set.add(10, 20);
        set.add(30, 40);
        set.add(20, 30);

        assertThat(set.missing(0, 50)).containsExactly(new Range(0, 10), new Range(40, 50));
        assertThat(set.size()).isEqualTo(30);
        assertThat(set.end()).isEqualTo(40);
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(new RangeSet().missing(5, 9)).containsExactly(new Range(5, 9));
        assertThat(new RangeSet().end()).isZero();
    }

    @RepeatedTest(50)
    void saysWhatASetOfBitsSays(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        RangeSet ranges = new RangeSet();
        BitSet bits = new BitSet();
        for (int i = 0; i < 30; i++) {
            int from = random.nextInt(100);
            int to = from + random.nextInt(20);
            ranges.add(from, to);
            bits.set(from, to);
        }
        assertThat(ranges.size()).isEqualTo(bits.cardinality());
        assertThat(ranges.end()).isEqualTo(bits.length());
        BitSet missing = new BitSet();
        ranges.missing(7, 90).forEach(range -> missing.set((int) range.from(), (int) range.to()));
        bits.flip(7, 90);
        bits.clear(0, 7);
        bits.clear(90, 200);
        assertThat(missing).isEqualTo(bits);
    }
}
