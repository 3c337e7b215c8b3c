package io.sillok.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

    private static final RandomGenerator LEAST = () -> 0;
    private static final RandomGenerator MOST = () -> -1;

    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"1, 200", "2, 400", "3, 800", "8, 25600", "9, 30000", "1000, 30000", "2147483647, 30000"})
    void waitsTwiceAsLongEachTimeUpToItsLimit(int attempts, long millis) {
        assertThat(backoff.after(attempts, LEAST)).isEqualTo(Duration.ofMillis(millis / 2));
        assertThat(backoff.after(attempts, MOST))
                .isBetween(Duration.ofMillis(millis).minusNanos(millis), Duration.ofMillis(millis));
    }

    @Test
    void finalOutcomesStayAsTheyAre() {
        assertThat(RetryPolicy.STANDARD.judge(Outcome.created(), 1, LEAST)).isEqualTo(Outcome.created());
    }

    @Test
    void aStoreThatIsDownIsWaitedForWithoutEnd() {
        Outcome.Retry down = new Outcome.Retry(Outcome.Cause.UNAVAILABLE, "down");
        assertThat(RetryPolicy.STANDARD.judge(down, 1_000_000, LEAST))
                .isEqualTo(new Outcome.Retry(down.cause(), "down", Duration.ofMillis(2500)));
    }

    @Test
    void theStoresOwnWishIsKeptIfItIsLonger() {
        Outcome.Retry busy = new Outcome.Retry(Outcome.Cause.BUSY, "busy", Duration.ofSeconds(9));
        assertThat(RetryPolicy.STANDARD.judge(busy, 1, LEAST)).isEqualTo(busy);
    }
}
