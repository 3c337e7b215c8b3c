package io.sillok.parsers.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing planted is ever left, however the text is built or cut, and what developers need mostly is. */
class HostileCasesTest {

    private final LineMasker masker = new LineMasker();

    @Test
    void leaksNothingAndKeepsWhatMustBeKept() {
        judge(7, 12_000);
    }

    @Test
    void leaksNothingOfAnyFamily() {
        HostileFamilies families = new HostileFamilies(new Random(11));
        List<String> leaks = new ArrayList<>();
        for (int family = 0; family < HostileFamilies.count(); family++) {
            for (int i = 0; i < 25; i++) {
                HostileCase hostile = families.of(family);
                String masked = masker.mask(hostile.text());
                if (Leaks.find(hostile, masked).isPresent()) {
                    leaks.add(hostile.family() + "\n  " + hostile.text() + "\n  " + masked);
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    @Tag("long")
    void leaksNothingInMillions() {
        for (long seed = 100; seed < 120; seed++) {
            judge(seed, 100_000);
        }
    }

    private void judge(long seed, int cases) {
        HostileCases generator = new HostileCases(seed);
        List<String> leaks = new ArrayList<>();
        Map<String, Integer> lostWords = new TreeMap<>();
        int kept = 0;
        int lost = 0;
        for (int i = 0; i < cases; i++) {
            HostileCase hostile = generator.nextMaybeCut();
            MaskTally tally = new MaskTally();
            String masked = masker.mask(hostile.text(), tally);
            assertThat(tally.counts()).doesNotContainKey(MaskRule.FAILED_CLOSED);
            if (Leaks.find(hostile, masked).isPresent() && leaks.size() < 20) {
                leaks.add(hostile.family() + "\n  " + hostile.text() + "\n  " + masked);
            }
            for (String word : hostile.kept()) {
                if (masked.contains(word)) {
                    kept++;
                } else {
                    lost++;
                    lostWords.merge(hostile.family() + " " + word, 1, Integer::sum);
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(kept / (double) (kept + lost))
                .as("kept; lost: %s", lostWords)
                .isGreaterThanOrEqualTo(0.98);
    }
}
