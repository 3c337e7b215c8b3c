package io.sillok.tailer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sillok.model.FileId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The same as the metrics, for programs and {@code sillok tail --status}: one JSON object. */
final class StatusJson {

    private static final int MOST_FILES = 1000;
    private static final JsonFactory JSON = new JsonFactory();

    private StatusJson() {}

    /** @param obstacles why it is not ready; none if it is */
    static byte[] write(TailerProgress progress, TailerEvents events, List<String> obstacles) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", Build.VERSION);
            json.writeNumberField("pid", ProcessHandle.current().pid());
            json.writeBooleanField("ready", obstacles.isEmpty());
            json.writeArrayFieldStart("obstacles");
            for (String obstacle : obstacles) {
                json.writeString(obstacle);
            }
            json.writeEndArray();
            json.writeBooleanField("caught_up", progress.caughtUp());
            totals(json, progress);
            checkpoint(json, progress.checkpoint());
            numbers(json, "events", events.counts());
            files(json, progress.files());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void totals(JsonGenerator json, TailerProgress progress) throws IOException {
        ShippingFigures shipping = progress.shipping();
        stage(json, "read", progress.bytesRead(), shipping.recordsRead());
        stage(json, "shipped", progress.bytesShipped(), shipping.recordsShipped());
        stage(json, "acknowledged", progress.bytesAcknowledged(), shipping.recordsAcknowledged());
        json.writeNumberField("resent_bytes", shipping.bytesResent());
        json.writeNumberField("in_flight_bytes", shipping.bytesInFlight());
        json.writeBooleanField("delivering", !shipping.failing());
    }

    private static void stage(JsonGenerator json, String name, long bytes, long records) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("bytes", bytes);
        json.writeNumberField("records", records);
        json.writeEndObject();
    }

    private static void checkpoint(JsonGenerator json, CheckpointFigures checkpoint) throws IOException {
        json.writeObjectFieldStart("checkpoint");
        json.writeNumberField("files", checkpoint.files());
        json.writeNumberField("unsaved_seconds", checkpoint.unsavedFor().toMillis() / 1e3);
        json.writeBooleanField("failing", checkpoint.failing());
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, Map<String, Long> numbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            json.writeNumberField(number.getKey(), number.getValue());
        }
        json.writeEndObject();
    }

    private static void files(JsonGenerator json, List<FileProgress> files) throws IOException {
        json.writeNumberField("files_followed", files.size());
        json.writeArrayFieldStart("files");
        List<FileProgress> shown = files.stream()
                .sorted(Comparator.comparingLong(FileProgress::lag).reversed().thenComparing(FileProgress::path))
                .limit(MOST_FILES)
                .toList();
        for (FileProgress file : shown) {
            json.writeStartObject();
            json.writeStringField("path", file.path().toString());
            json.writeStringField("parser", file.parser());
            json.writeStringField("file_id", file.id().map(FileId::value).orElse(""));
            json.writeNumberField("size", file.size());
            json.writeNumberField("read", file.read());
            json.writeNumberField("shipped", file.shipped());
            json.writeNumberField("acknowledged", file.acknowledged());
            json.writeNumberField("lag_bytes", file.lag());
            json.writeNumberField("lag_seconds", file.waiting().toMillis() / 1e3);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
