package io.sillok.search.text;

import java.time.Duration;
import java.util.Locale;

/** Durations in the unit that people would say them in. */
final class Durations {

    private Durations() {}

    static String of(Duration duration) {
        return seconds(duration.toNanos() / 1e9);
    }

    static String seconds(double seconds) {
        double size = Math.abs(seconds);
        if (size < 0.001) {
            return String.format(Locale.ROOT, "%.0f µs", seconds * 1e6);
        }
        if (size < 1) {
            return String.format(Locale.ROOT, size < 0.1 ? "%.1f ms" : "%.0f ms", seconds * 1e3);
        }
        return String.format(Locale.ROOT, size < 60 ? "%.2f s" : "%.0f s", seconds);
    }
}
