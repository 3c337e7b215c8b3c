package io.sillok.tailer.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a page of metrics, a family at a time. Not thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
public final class MetricText {

    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** What a family counts. */
    public enum Type {
        COUNTER,
        GAUGE
    }

    private final StringBuilder page = new StringBuilder(8 * 1024);
    private String family = "";

    /** Begins a family; the samples that follow are its own. A counter's name ends in {@code _total}. */
    public MetricText family(String name, Type type, String help) {
        if (type == Type.COUNTER && !name.endsWith("_total")) {
            throw new IllegalArgumentException(name + " is a counter and must end in _total");
        }
        family = name;
        page.append("# HELP ").append(name).append(' ');
        escape(help, false);
        page.append("\n# TYPE ").append(name).append(' ');
        page.append(type == Type.COUNTER ? "counter" : "gauge").append('\n');
        return this;
    }

    public MetricText sample(double value) {
        return sample(Map.of(), value);
    }

    /** @param labels by name, written in the map's order */
    public MetricText sample(Map<String, String> labels, double value) {
        page.append(family);
        char before = '{';
        for (Map.Entry<String, String> label : labels.entrySet()) {
            page.append(before).append(label.getKey()).append("=\"");
            escape(label.getValue(), true);
            page.append('"');
            before = ',';
        }
        if (!labels.isEmpty()) {
            page.append('}');
        }
        page.append(' ');
        number(value);
        page.append('\n');
        return this;
    }

    /** A family of one sample without labels. */
    public MetricText counter(String name, String help, double value) {
        return family(name, Type.COUNTER, help).sample(value);
    }

    /** A family of one sample without labels. */
    public MetricText gauge(String name, String help, double value) {
        return family(name, Type.GAUGE, help).sample(value);
    }

    public byte[] page() {
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void number(double value) {
        // Whole numbers as such: 1.6777216E7 is valid, but nobody reads it.
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            page.append((long) value);
        } else if (Double.isInfinite(value)) {
            page.append(value > 0 ? "+Inf" : "-Inf");
        } else {
            page.append(value);
        }
    }

    private void escape(String text, boolean quoted) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> page.append("\\\\");
                case '\n' -> page.append("\\n");
                case '"' -> page.append(quoted ? "\\\"" : "\"");
                default -> page.append(c);
            }
        }
    }
}
