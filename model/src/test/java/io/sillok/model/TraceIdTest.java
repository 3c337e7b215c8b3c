package io.sillok.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceIdTest {

    @ParameterizedTest
    @CsvSource({
        "a7eed08ba9a1ebfa05c0e51ba66b31ba, a7eed08ba9a1ebfa05c0e51ba66b31ba",
        "A7EED08BA9A1EBFA05C0E51BA66B31BA, a7eed08ba9a1ebfa05c0e51ba66b31ba",
        "00-a7eed08ba9a1ebfa05c0e51ba66b31ba-60baa1be1085f2b5-00, a7eed08ba9a1ebfa05c0e51ba66b31ba",
        "05c0e51ba66b31ba, 000000000000000005c0e51ba66b31ba",
        "1605919897081523187, 000000000000000016495fa34b46abf3",
        "18446744073709551615, 0000000000000000ffffffffffffffff",
        "223203949823094820394820394820394820, 002afccdeb22ec3e5e38dd59f1695f44",
        "05c0e51ba66b31ba-60baa1be1085f2b5-1, 000000000000000005c0e51ba66b31ba",
        "a7eed08ba9a1ebfa05c0e51ba66b31ba-60baa1be1085f2b5-d-05c0e51ba66b31ba, a7eed08ba9a1ebfa05c0e51ba66b31ba",
        "'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1', 5759e988bd862e3fe1be46a994272793",
        "1-5759e988-bd862e3fe1be46a994272793, 5759e988bd862e3fe1be46a994272793",
        "' 5c0e51ba66b31ba ', 000000000000000005c0e51ba66b31ba",
    })
    void readsEveryForm(String text, String hex) {
        assertThat(TraceId.parse(text)).map(TraceId::hex).contains(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "0",
                "00000000000000000000000000000000",
                "ff-a7eed08ba9a1ebfa05c0e51ba66b31ba-60baa1be1085f2b5-00",
                "00-00000000000000000000000000000000-60baa1be1085f2b5-00",
                "340282366920938463463374607431768211456",
                "g7eed08ba9a1ebfa05c0e51ba66b31ba",
                "a7eed08ba9a1ebfa05c0e51ba66b31ba00",
                "١٢٣",
            })
    void refusesWhatIsNone(String text) {
        assertThat(TraceId.parse(text)).isEmpty();
    }

    @Test
    void matchesAcrossLengths() {
        TraceId full = TraceId.parse("a7eed08ba9a1ebfa05c0e51ba66b31ba").orElseThrow();
        TraceId low = TraceId.parse("05c0e51ba66b31ba").orElseThrow();
        TraceId other = TraceId.parse("b7eed08ba9a1ebfa05c0e51ba66b31ba").orElseThrow();

        assertThat(full.matches(low)).isTrue();
        assertThat(low.matches(full)).isTrue();
        assertThat(full.matches(other)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"acc37f53ba06d2a6, acc37f53ba06d2a6", "17179124640135995788, ee6882d75f77618c", "1, 0000000000000001"})
    void readsSpanIds(String text, String hex) {
        assertThat(SpanId.parse(text)).map(SpanId::hex).contains(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0000000000000000", "18446744073709551616", "acc37f53ba06d2a"})
    void refusesWhatIsNoSpanId(String text) {
        assertThat(SpanId.parse(text)).isEmpty();
    }
}
