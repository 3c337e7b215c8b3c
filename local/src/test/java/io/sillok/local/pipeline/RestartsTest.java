package io.sillok.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RestartsTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void helpsWhoDiesNowAndThenAndNotWhoCannotLive() {
        Restarts restarts = Restarts.atMost(2, Duration.ofMinutes(10));
        assertThat(restarts.another(0)).isTrue();
        assertThat(restarts.another(MINUTE)).isTrue();
        assertThat(restarts.another(2 * MINUTE)).isFalse();
        assertThat(restarts.another(10 * MINUTE))
                .as("none is longer ago than the span")
                .isFalse();
        assertThat(restarts.another(10 * MINUTE + 1)).as("the first is").isTrue();
        assertThat(restarts.another(10 * MINUTE + 2)).isFalse();
    }
}
