package io.sillok.sinks.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.model.EventJson;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MetricSample;
import io.sillok.sinks.MaskedSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesSinkTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("new").resolve("events.jsonl");
    }

    @Test
    void eachValueIsOneLineInItsOneForm() throws IOException {
        MaskedEvent event = MaskedSamples.event(1, "two\nlines with tops3cret");
        try (JsonLinesSink<MaskedEvent> sink = JsonLinesSink.ofEvents(file)) {
            sink.write(event);
            sink.write(event);
        }
        assertThat(Files.readAllLines(file)).containsExactly(EventJson.text(event), EventJson.text(event));
        assertThat(Files.readString(file)).doesNotContain("tops3cret");
    }

    @Test
    void samplesAndDeadLettersHaveTheirFiles() throws IOException {
        try (JsonLinesSink<MetricSample> sink = JsonLinesSink.ofMetrics(file)) {
            sink.write(MetricSample.of("m", Map.of("a", "b"), 1.5, 7));
        }
        assertThat(file)
                .content()
                .isEqualTo("{\"name\":\"m\",\"labels\":{\"a\":\"b\"},\"value\":1.5,\"timestamp\":7}\n");
        Path dead = folder.resolve("dead.jsonl");
        try (var sink = JsonLinesSink.ofDeadLetters(dead)) {
            sink.write(MaskedSamples.deadLetter(3, "x"));
        }
        assertThat(dead).content().contains("\"reason\":\"parse.nginx.error\"").endsWith("}\n");
    }

    @Test
    void whatWasFlushedIsThereBeforeTheSinkIsClosed() throws IOException {
        try (JsonLinesSink<MaskedEvent> sink = JsonLinesSink.ofEvents(file)) {
            sink.write(MaskedSamples.event(1, "a"));
            sink.flush();
            assertThat(Files.readAllLines(file)).hasSize(1);
            sink.write(MaskedSamples.event(2, "b"));
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aFileIsGoneOnWith() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (JsonLinesSink<MaskedEvent> sink = JsonLinesSink.ofEvents(file)) {
                sink.write(MaskedSamples.event(i, "run " + i));
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000})
    void aLineThatACrashLeftHalfWrittenIsCut(int half) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"whole\":1}\n" + "{".repeat(half));
        try (JsonLinesSink<MaskedEvent> sink = JsonLinesSink.ofEvents(file)) {
            sink.write(MaskedSamples.event(1, "next"));
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("{\"whole\":1}");
        assertThat(lines.get(1)).contains("\"body\":\"next\"");
    }

    @Test
    void aFileThatHasNoWholeLineBecomesEmpty() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"body\":\"hal");
        JsonLinesSink.ofEvents(file).close();
        assertThat(file).isEmptyFile();
    }

    @Test
    void linesOfAnySizeStayWhole() throws IOException {
        int[] sizes = {0, 10, 65_000, 65_536, 70_000, 300_000, 1, 65_300, 65_400};
        try (JsonLinesSink<MaskedEvent> sink = JsonLinesSink.ofEvents(file)) {
            for (int size : sizes) {
                sink.write(MaskedSamples.event(size, "x".repeat(size)));
            }
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        assertThat(lines).hasSize(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            assertThat(lines.get(i)).contains("\"body\":\"" + "x".repeat(sizes[i]) + "\"");
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsAnError() throws IOException {
        Files.createDirectories(file);
        assertThatThrownBy(() -> JsonLinesSink.ofEvents(file)).isInstanceOf(IOException.class);
    }
}
