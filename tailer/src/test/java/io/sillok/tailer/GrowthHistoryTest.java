package io.sillok.tailer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class GrowthHistoryTest {

    private final GrowthHistory history = new GrowthHistory();

    @Test
    void nothingWaitsBehindTheEnd() {
        history.grew(10, 0, second(1));
        assertThat(history.waiting(10, second(9))).isZero();
        assertThat(new GrowthHistory().waiting(0, second(9))).isZero();
    }

    @Test
    void theOldestByteThatIsNotAcknowledgedCounts() {
        history.grew(10, 0, second(1));
        history.grew(20, 0, second(5));
        assertThat(history.waiting(0, second(9))).isEqualTo(Duration.ofSeconds(8));
        assertThat(history.waiting(9, second(9))).isEqualTo(Duration.ofSeconds(8));
        assertThat(history.waiting(10, second(9))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aBusyFileThatIsKeptUpWithDoesNotLag() {
        for (int i = 1; i <= 1000; i++) {
            history.grew(i * 10L, (i - 1) * 10L, second(i));
            assertThat(history.waiting((i - 1) * 10L, second(i))).isZero();
        }
    }

    @Test
    void withManyEntriesAWaitNeverLooksShorter() {
        for (int i = 1; i <= 1000; i++) {
            history.grew(i * 10L, 0, second(i));
        }
        for (int acknowledged = 0; acknowledged < 10_000; acknowledged += 10) {
            Duration truth = Duration.ofSeconds(1000 - (acknowledged / 10 + 1));
            assertThat(history.waiting(acknowledged, second(1000))).isGreaterThanOrEqualTo(truth);
        }
    }

    private static Instant second(long seconds) {
        return Instant.ofEpochSecond(seconds);
    }
}
