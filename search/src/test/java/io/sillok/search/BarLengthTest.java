package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BarLengthTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 10", "PT16S, 200", "PT1H, 60000", "P1D, 1800000", "P30D, 43200000"})
    void isOneThatPeopleCountIn(Duration range, long millis) {
        assertThat(BarLength.millis(Instant.EPOCH, Instant.EPOCH.plus(range))).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 899, 900, 901, 60_000, 86_400_000, 7_776_000_000L, 7_776_000_001L, 3_000_000_000_000L})
    void needsAtMostNinety(long range) {
        long millis = BarLength.millis(Instant.EPOCH, Instant.EPOCH.plusMillis(range));
        assertThat((range + millis - 1) / millis).isBetween(1L, 90L);
    }
}
