package io.sillok.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeTextTest {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu.MM.dd").withZone(ZoneOffset.UTC);

    @Test
    void saysWhatInstantSays() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-62_200_000_000L, 253_500_000_000L);
            int nano =
                    switch (i % 4) {
                        case 0 -> 0;
                        case 1 -> random.nextInt(1000) * 1_000_000;
                        case 2 -> random.nextInt(1_000_000) * 1_000;
                        default -> random.nextInt(1_000_000_000);
                    };
            Instant time = Instant.ofEpochSecond(second, nano);
            assertThat(TimeText.of(time)).isEqualTo(time.toString());
        }
    }

    @Test
    void namesTheDayAsAFormatterDoes() {
        Stream.of("0000-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "2024-02-29T12:00:00Z", "9999-12-31T23:59:59Z")
                .map(Instant::parse)
                .forEach(time -> assertThat(TimeText.day(time)).isEqualTo(DAY.format(time)));
    }

    @Test
    void hasANameForEveryDay() {
        assertThat(TimeText.day(Instant.MAX)).isEqualTo("+1000000000.12.31");
        assertThat(TimeText.of(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    }
}
