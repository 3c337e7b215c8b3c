package io.sillok.tailer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricTextTest {

    @Test
    void familiesAndSamples() {
        MetricText text = new MetricText();
        text.counter("read_bytes_total", "Bytes read.", 16777216);
        text.family("lag_seconds", MetricText.Type.GAUGE, "Lag.").sample(0.25).sample(Map.of("path", "/a"), 3);
        assertThat(page(text)).isEqualTo("""
                # HELP read_bytes_total Bytes read.
                # TYPE read_bytes_total counter
                read_bytes_total 16777216
                # HELP lag_seconds Lag.
                # TYPE lag_seconds gauge
                lag_seconds 0.25
                lag_seconds{path="/a"} 3
                """);
    }

    @Test
    void escapesWhatTheFormatWouldMisread() {
        MetricText text = new MetricText();
        text.family("f", MetricText.Type.GAUGE, "a\\b\nc \"d\"").sample(Map.of("path", "/a\\b\n\"c\"é"), 1);
        assertThat(page(text)).isEqualTo("""
                # HELP f a\\\\b\\nc "d"
                # TYPE f gauge
                f{path="/a\\\\b\\n\\"c\\"é"} 1
                """);
    }

    @Test
    void numbersThatAreNone() {
        MetricText text = new MetricText();
        text.family("f", MetricText.Type.GAUGE, "h")
                .sample(Double.NaN)
                .sample(Double.POSITIVE_INFINITY)
                .sample(Double.NEGATIVE_INFINITY);
        assertThat(page(text)).contains("f NaN\n", "f +Inf\n", "f -Inf\n");
    }

    @Test
    void aCounterIsNamedAsOne() {
        assertThatThrownBy(() -> new MetricText().counter("bytes", "h", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String page(MetricText text) {
        return new String(text.page(), StandardCharsets.UTF_8);
    }
}
