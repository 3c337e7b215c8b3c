package io.sillok.search;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/** How long one bar of a histogram lasts: a length that people count in. */
final class BarLength {

    private static final int MOST_BARS = 90;
    private static final long[] MILLIS = LongStream.of(
                    10,
                    20,
                    50,
                    100,
                    200,
                    500,
                    1_000,
                    2_000,
                    5_000,
                    10_000,
                    15_000,
                    30_000,
                    60_000,
                    120_000,
                    300_000,
                    600_000,
                    900_000,
                    1_800_000,
                    3_600_000,
                    7_200_000,
                    10_800_000,
                    21_600_000,
                    43_200_000,
                    86_400_000)
            .toArray();

    private BarLength() {}

    /** The shortest that needs at most 90 bars. */
    static long millis(Instant from, Instant to) {
        long range = Math.max(1, Duration.between(from, to).toMillis());
        for (long millis : MILLIS) {
            if (range <= millis * MOST_BARS) {
                return millis;
            }
        }
        long day = MILLIS[MILLIS.length - 1];
        long days = (range + day * MOST_BARS - 1) / (day * MOST_BARS);
        return days * day;
    }
}
