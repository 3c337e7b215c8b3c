package io.sillok.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One value of one series, in Prometheus' data model.
 *
 * @param name of the metric, such as {@code http_server_requests_total}
 * @param labels sorted by name; their values come from masked fields only and are bounded in number
 * @param timestamp milliseconds since the epoch
 * @see <a href="https://prometheus.io/docs/concepts/data_model/">Prometheus, data model</a>
 */
public record MetricSample(String name, SortedMap<String, String> labels, double value, long timestamp) {

    public MetricSample {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public static MetricSample of(String name, Map<String, String> labels, double value, long timestamp) {
        return new MetricSample(name, new TreeMap<>(labels), value, timestamp);
    }

    /** The series that it belongs to: {@code name{label="value",…}}. */
    public String series() {
        StringBuilder text = new StringBuilder(name).append('{');
        labels.forEach((label, value) -> text.append(text.charAt(text.length() - 1) == '{' ? "" : ",")
                .append(label)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"'));
        return text.append('}').toString();
    }

    /** JSON in one line. */
    public byte[] json() {
        return EventJson.object(json -> {
            json.writeStringField("name", name);
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : labels.entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("value", value);
            json.writeNumberField("timestamp", timestamp);
        });
    }
}
