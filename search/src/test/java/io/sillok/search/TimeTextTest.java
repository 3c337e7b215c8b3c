package io.sillok.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-22T12:00:00Z",
        "15m, 2026-11-22T11:45:00Z",
        "-2h, 2026-11-22T10:00:00Z",
        "now-7d, 2026-11-15T12:00:00Z",
        "1w, 2026-11-15T12:00:00Z",
        "2026-11-21, 2026-11-21T00:00:00Z",
        "2026-11-21 08:57, 2026-11-21T08:57:00Z",
        "2026-11-21T08:57:28, 2026-11-21T08:57:28Z",
        "2026-11-21T08:57:28.864Z, 2026-11-21T08:57:28.864Z",
        "2026-11-21T08:57:28.864170123Z, 2026-11-21T08:57:28.864170123Z",
        "2026-11-21 08:57:28+02:00, 2026-11-21T06:57:28Z",
    })
    void reads(String text, Instant expected) {
        assertThat(TimeText.parse(text, CLOCK)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-02-30", "2026-11-21 25:00", "15 minutes", "999999999999m", "-"})
    void refuses(String text) {
        assertThat(TimeText.parse(text, CLOCK)).isEmpty();
    }
}
