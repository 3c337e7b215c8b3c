package io.sillok.parsers.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22T08:57:28.864170+00:00 | 2026-11-22T08:57:28.864170Z",
                "2026-11-22T08:57:28.123456789Z   | 2026-11-22T08:57:28.123456789Z",
                "2026-11-22T08:57:28+0530         | 2026-11-22T03:27:28Z",
                "2026/11/22 08:57:28              | 2026-11-22T07:57:28Z",
                "2026-11-22  8:57:28              | 2026-11-22T07:57:28Z",
                "2026-11-22 08:57:28,5            | 2026-11-22T07:57:28.5Z",
                "2026-07-01 12:00:00              | 2026-07-01T10:00:00Z",
                "2026-12-31 23:59:59              | 2026-12-31T22:59:59Z",
                // the clock goes from 2:00 to 3:00, and from 3:00 back to 2:00
                "2026-03-29 02:30:00              | 2026-03-29T01:30:00Z",
                "2026-10-25 02:30:00              | 2026-10-25T00:30:00Z"
            })
    void readsIsoAndItsKin(String text, Instant expected) {
        assertThat(Timestamps.iso(text, BERLIN)).contains(expected);
    }

    @Test
    void readsTheOtherForms() {
        assertThat(Timestamps.commonLog("22/Nov/2026:08:57:28 -0130")).contains(Instant.parse("2026-11-22T10:27:28Z"));
        assertThat(Timestamps.php("22-Nov-2026 08:57:28.123456", BERLIN))
                .contains(Instant.parse("2026-11-22T07:57:28.123456Z"));
        assertThat(Timestamps.php("22-Nov-2026 08:57:28 America/New_York", BERLIN))
                .contains(Instant.parse("2026-11-22T13:57:28Z"));
        assertThat(Timestamps.mysqlShort("261122  8:57:28", ZoneOffset.UTC))
                .contains(Instant.parse("2026-11-22T08:57:28Z"));
        assertThat(Timestamps.epochSeconds("1795337848.750")).contains(Instant.parse("2026-11-22T08:57:28.750Z"));
        assertThat(Timestamps.epochSeconds("1795337848")).contains(Instant.parse("2026-11-22T08:57:28Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,2026-11-22T07:57:28Z",
        "europe/berlin,2026-11-22T07:57:28Z",
        "EST,2026-11-22T13:57:28Z",
        "CEST,2026-11-22T06:57:28Z",
        "US/Eastern,2026-11-22T13:57:28Z",
        "+05:30,2026-11-22T03:27:28Z",
        "Asia/Calcutta,2026-11-22T03:27:28Z"
    })
    void knowsZonesAsPhpNamesThem(String zone, Instant expected) {
        assertThat(Timestamps.php("22-Nov-2026 08:57:28 " + zone, ZoneOffset.UTC))
                .contains(expected);
        assertThat(Timestamps.php("22-Nov-2026 08:57:28", Timestamps.zone(zone)))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "2026-13-01 00:00:00",
                "2026-02-30 00:00:00",
                "2026-11-22 24:00:00",
                "2026-11-22",
                "2026-11-22 08:57:28 Mars/Olympus",
                "x2026-11-22 08:57:28",
                "2026-11-22 08:57:2"
            })
    void aTimeThatIsNoneIsNone(String text) {
        assertThat(Timestamps.iso(text, ZoneOffset.UTC)).isEmpty();
        assertThat(Timestamps.commonLog(text)).isEmpty();
        assertThat(Timestamps.php(text, ZoneOffset.UTC)).isEmpty();
        assertThat(Timestamps.epochSeconds(text)).isEmpty();
        assertThat(Timestamps.mysqlShort(text, ZoneOffset.UTC)).isEmpty();
    }
}
