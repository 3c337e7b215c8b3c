package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Cases as data: {@code samples/<format>/<case>/input.log} gives the events of {@code expected.json}. A {@code
 * definition.json} is the parser's definition; without one the format is detected, and has to be the folder's.
 *
 * <p>{@code -Dgolden.write=true} writes what comes out into cases that have no expectation yet, to be read before it is
 * committed.
 */
class GoldenCasesTest {

    private static final Path SAMPLES = Path.of("../samples");

    /** Its cases are of several formats: the parser stands in the definition, or is detected. */
    private static final String CONTAINERS = "kubernetes";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.walk(SAMPLES, 3)) {
            inputs = files.filter(file -> file.endsWith("input.log")).sorted().toList();
        }
        assertThat(inputs).hasSizeGreaterThan(60);
        return inputs.stream().map(input -> {
            Path folder = input.getParent();
            String parser = folder.getParent().getFileName().toString();
            return DynamicTest.dynamicTest(parser + '/' + folder.getFileName(), () -> check(folder, parser));
        });
    }

    private static void check(Path folder, String parser) throws IOException {
        byte[] input = Files.readAllBytes(folder.resolve("input.log"));
        List<Map<String, Object>> events = new ArrayList<>();
        SliceSource source = source(folder, parser, input);
        for (LogEvent event : ShopLogs.events(input, source)) {
            events.add(json(event, source.definition().containsKey("container")));
        }
        String actual = sorted(JSON.writeValueAsString(events));
        Path expected = folder.resolve("expected.json");
        if (Boolean.getBoolean("golden.write") && Files.notExists(expected)) {
            Files.write(expected, (actual + '\n').getBytes(StandardCharsets.UTF_8));
        }
        assertThat(actual).isEqualTo(sorted(Files.readString(expected)));
    }

    private static String sorted(String json) throws IOException {
        return JSON.writeValueAsString(JSON.readValue(json, Object.class));
    }

    private static SliceSource source(Path folder, String group, byte[] input) throws IOException {
        String parser = group;
        Map<String, String> definition = new LinkedHashMap<>();
        Path file = folder.resolve("definition.json");
        if (Files.exists(file)) {
            JSON.readTree(file.toFile())
                    .properties()
                    .forEach(field ->
                            definition.put(field.getKey(), field.getValue().asText()));
        } else {
            DetectedFormat detected = FormatDetector.detect(input, "app.log");
            definition.putAll(detected.definition());
            if (group.equals(CONTAINERS)) {
                assertThat(definition).containsKey("container");
                parser = detected.parser();
            }
            assertThat(detected.parser()).isEqualTo(parser);
        }
        parser = definition.getOrDefault("parser", parser);
        definition.remove("parser");
        return new SliceSource(FileId.of("golden"), "", "", "", "/var/log/app.log", parser, definition);
    }

    /** The shape of the one JSON form of events, without what is the same in all cases. */
    private static Map<String, Object> json(LogEvent event, boolean severalFormats) {
        Map<String, Object> json = new LinkedHashMap<>();
        event.timestamp().ifPresent(time -> json.put("timestamp", time.toString()));
        event.severity().ifPresent(severity -> {
            json.put("severity_text", severity.text());
            json.put("severity_number", severity.number());
        });
        json.put("body", event.body());
        event.traceId().ifPresent(id -> json.put("trace_id", id.hex()));
        event.spanId().ifPresent(id -> json.put("span_id", id.hex()));
        Map<String, Object> attributes = new LinkedHashMap<>(event.attributes());
        List.of("log.file.path", "log.file.id").forEach(attributes::remove);
        if (!severalFormats) {
            attributes.remove("log.format");
        }
        json.put("attributes", attributes);
        return json;
    }
}
