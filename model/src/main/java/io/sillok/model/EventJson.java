package io.sillok.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The one JSON form of an event, in OpenTelemetry's log data model: what {@code sillok parse} prints, what sinks write and
 * what the index holds as a document's source. A field that is not known is absent.
 */
public final class EventJson {

    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    /** One object in one line, without a line end. */
    public static String text(MaskedEvent event) {
        return new String(bytes(event), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(MaskedEvent event) {
        return object(json -> writeFields(event.event(), json));
    }

    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] object(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory takes every byte", e);
        }
        return out.toByteArray();
    }

    static void writeFields(LogEvent event, JsonGenerator json) throws IOException {
        if (event.timestamp().isPresent()) {
            writeTime("timestamp", event.timestamp().get(), json);
        }
        if (event.severity().isPresent()) {
            json.writeStringField("severity_text", event.severity().get().text());
            json.writeNumberField("severity_number", event.severity().get().number());
        }
        json.writeStringField("body", event.body());
        if (event.traceId().isPresent()) {
            json.writeStringField("trace_id", event.traceId().get().hex());
        }
        if (event.spanId().isPresent()) {
            json.writeStringField("span_id", event.spanId().get().hex());
        }
        writeMap("resource", event.resource(), json);
        writeMap("attributes", event.attributes(), json);
    }

    static void writeTime(String name, Instant time, JsonGenerator json) throws IOException {
        json.writeStringField(name, TimeText.of(time));
    }

    static void writeMap(String name, Map<String, ?> map, JsonGenerator json) throws IOException {
        if (!map.isEmpty()) {
            json.writeFieldName(name);
            writeValue(map, json);
        }
    }

    private static void writeValue(Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                writeValue(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(JsonNames.of((String) entry.getKey()));
                writeValue(entry.getValue(), json);
            }
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException(
                    "an attribute cannot be a " + value.getClass().getName());
        }
    }
}
