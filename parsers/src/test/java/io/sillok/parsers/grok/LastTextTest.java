package io.sillok.parsers.grok;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LastTextTest {

    /** Stretches that recur, stretches that never do (so that it gives up and tries again), short ones and long ones. */
    @Test
    void saysWhatStandsThere() {
        Random random = new Random(11);
        for (int stretch = 0; stretch < 40; stretch++) {
            LastText last = new LastText();
            int kinds = stretch % 4 == 0 ? 100_000 : 1 + random.nextInt(3);
            for (int i = 0; i < 6_000; i++) {
                String text = "é" + random.nextInt(kinds) + "x".repeat(i % 3 == 0 ? random.nextInt(80) : 0);
                byte[] line = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
                assertThat(last.of(line, 1, line.length - 1)).isEqualTo(text);
            }
        }
    }

    @Test
    void isTheSameAsLongAsItRecurs() {
        LastText last = new LastText();
        byte[] line = "GET".getBytes(StandardCharsets.UTF_8);
        assertThat(last.of(line, 0, 3)).isSameAs(last.of(line.clone(), 0, 3));
        assertThat(last.of(line, 0, 0)).isEmpty();
    }
}
