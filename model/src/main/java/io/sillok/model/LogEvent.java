package io.sillok.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One event in OpenTelemetry's log data model, as a parser made it: <b>not masked yet</b>. Only a {@link MaskedEvent}
 * may go anywhere.
 *
 * <p>Values of attributes are String, Long, Double, Boolean, a List of these, or (context that users gave) a Map of
 * String to such a value or null. An absent value has no key.
 *
 * <p>Immutable.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/logs/data-model/">OpenTelemetry, logs data model</a>
 */
public final class LogEvent {

    private static final int USUAL_RESOURCE = 4;
    private static final int USUAL_ATTRIBUTES = 24;

    private final EventPosition position;
    private final Instant timestamp;
    private final Severity severity;
    private final String body;
    private final TraceId traceId;
    private final SpanId spanId;
    private final Map<String, String> resource;
    private final Map<String, Object> attributes;

    private LogEvent(Builder builder) {
        this.position = builder.position;
        this.timestamp = builder.timestamp;
        this.severity = builder.severity;
        this.body = builder.body;
        this.traceId = builder.traceId;
        this.spanId = builder.spanId;
        this.resource = builder.resource.build();
        this.attributes = builder.attributes.build();
    }

    public static Builder at(EventPosition position) {
        return new Builder(position, new FieldMap.Draft<>(USUAL_RESOURCE), new FieldMap.Draft<>(USUAL_ATTRIBUTES));
    }

    public Builder toBuilder() {
        Builder builder = new Builder(position, new FieldMap.Draft<>(resource), new FieldMap.Draft<>(attributes));
        builder.timestamp = timestamp;
        builder.severity = severity;
        builder.body = body;
        builder.traceId = traceId;
        builder.spanId = spanId;
        return builder;
    }

    public EventPosition position() {
        return position;
    }

    /** When it happened, as the log says; to the nanosecond if it says so. */
    public Optional<Instant> timestamp() {
        return Optional.ofNullable(timestamp);
    }

    public Optional<Severity> severity() {
        return Optional.ofNullable(severity);
    }

    public String body() {
        return body;
    }

    public Optional<TraceId> traceId() {
        return Optional.ofNullable(traceId);
    }

    public Optional<SpanId> spanId() {
        return Optional.ofNullable(spanId);
    }

    public Map<String, String> resource() {
        return resource;
    }

    public Map<String, Object> attributes() {
        return attributes;
    }

    /** The value of an attribute if it is there and text. */
    public Optional<String> text(String attribute) {
        return attributes.get(attribute) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Whether no parser took it; {@code error.type} then says why. */
    public boolean rejected() {
        return attributes.get(Fields.ERROR_TYPE) instanceof String reason && reason.startsWith(Fields.REJECTED_PREFIX);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogEvent that
                && position.equals(that.position)
                && Objects.equals(timestamp, that.timestamp)
                && Objects.equals(severity, that.severity)
                && body.equals(that.body)
                && Objects.equals(traceId, that.traceId)
                && Objects.equals(spanId, that.spanId)
                && resource.equals(that.resource)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return position.hashCode();
    }

    /** Says where it stands, not what it holds: it may end in a log. */
    @Override
    public String toString() {
        return "LogEvent[" + position + "]";
    }

    /** Not thread-safe. A null or empty text is left out, so parsers need not ask. */
    public static final class Builder {

        private final EventPosition position;
        private Instant timestamp;
        private Severity severity;
        private String body = "";
        private TraceId traceId;
        private SpanId spanId;
        private final FieldMap.Draft<String> resource;
        private final FieldMap.Draft<Object> attributes;

        private Builder(EventPosition position, FieldMap.Draft<String> resource, FieldMap.Draft<Object> attributes) {
            this.position = Objects.requireNonNull(position, "position");
            this.resource = resource;
            this.attributes = attributes;
        }

        /** A null is left out too: what knew the time before keeps its say. */
        public Builder timestamp(Instant time) {
            if (time != null) {
                this.timestamp = time;
            }
            return this;
        }

        public Builder severity(Severity value) {
            this.severity = value;
            return this;
        }

        public Builder body(String text) {
            this.body = Objects.requireNonNull(text, "body");
            return this;
        }

        public Builder traceId(TraceId id) {
            this.traceId = id;
            return this;
        }

        public Builder spanId(SpanId id) {
            this.spanId = id;
            return this;
        }

        public Builder resource(String name, String value) {
            if (value != null && !value.isEmpty()) {
                resource.put(name, value);
            }
            return this;
        }

        public Builder attribute(String name, String value) {
            if (value != null && !value.isEmpty()) {
                attributes.put(name, value);
            }
            return this;
        }

        public Builder attribute(String name, long value) {
            attributes.put(name, value);
            return this;
        }

        public Builder attribute(String name, double value) {
            attributes.put(name, value);
            return this;
        }

        public Builder attribute(String name, boolean value) {
            attributes.put(name, value);
            return this;
        }

        public Builder attribute(String name, List<?> value) {
            if (!value.isEmpty()) {
                attributes.put(name, List.copyOf(value));
            }
            return this;
        }

        public Builder attribute(String name, Map<String, ?> value) {
            if (!value.isEmpty()) {
                attributes.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(value)));
            }
            return this;
        }

        /** Replaces all attributes; for who maps one event to another. */
        public Builder attributes(Map<String, Object> all) {
            attributes.replaceAll(all);
            return this;
        }

        /** Puts these too, over what stands under their names; for who maps one event to another. */
        public Builder change(Map<String, Object> changed) {
            changed.forEach(attributes::put);
            return this;
        }

        public LogEvent build() {
            return new LogEvent(this);
        }
    }
}
