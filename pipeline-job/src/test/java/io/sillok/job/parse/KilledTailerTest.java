package io.sillok.job.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.EventPosition;
import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.RecordReader;
import io.sillok.parsers.DetectedFormat;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.FormatDetector;
import io.sillok.parsers.MalformedSnapshotException;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * However a tailer cuts a file, whenever it is killed and whatever it sends again: the index ends up with the events that
 * one reading of the whole file makes. For every sample file; {@code -Dseed=N} tries another row of schedules.
 */
class KilledTailerTest {

    private static final Path SAMPLES = Path.of("../samples");
    private static final long SEED = Long.getLong("seed", 1);
    private static final int SCHEDULES = 25;

    @TestFactory
    Stream<DynamicTest> samples() throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.walk(SAMPLES, 3)) {
            inputs = files.filter(file -> file.endsWith("input.log")).sorted().toList();
        }
        assertThat(inputs).hasSizeGreaterThan(60);
        return inputs.stream()
                .map(input -> DynamicTest.dynamicTest(
                        SAMPLES.relativize(input.getParent()).toString(), () -> check(input)));
    }

    private static void check(Path input) throws IOException, MalformedSnapshotException {
        byte[] file = Files.readAllBytes(input);
        SliceSource source = source(input, file);
        List<LogEvent> expected = whole(file, source);
        for (int i = 0; i < SCHEDULES; i++) {
            Random random = new Random(SEED * 1000 + i);
            Index index = new Index(source, random);
            new KilledTailer(source, file, random, index::take).run(random.nextInt(4));
            assertThat(index.finish()).as("schedule %d", i).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(index.bytes.toByteArray()).as("schedule %d", i).isEqualTo(file);
        }
    }

    static SliceSource source(Path input, byte[] file) throws IOException {
        DetectedFormat detected = FormatDetector.detect(file, input.toString());
        String group = input.getParent().getParent().getFileName().toString();
        Map<String, String> definition = new LinkedHashMap<>();
        Path written = input.resolveSibling("definition.json");
        if (Files.exists(written)) {
            new ObjectMapper()
                    .readTree(written.toFile())
                    .properties()
                    .forEach(field ->
                            definition.put(field.getKey(), field.getValue().asText()));
        } else {
            definition.putAll(detected.definition());
            definition.put("parser", detected.parser());
        }
        String parser = definition.getOrDefault("parser", group);
        definition.remove("parser");
        return new SliceSource(FileId.of(group), "shop", "test", "web-1", "/app.log", parser, definition);
    }

    static List<LogEvent> whole(byte[] file, SliceSource source) throws IOException {
        FileParser parser = new FileParser(source);
        List<ParsedEvent> events = new ArrayList<>();
        RecordReader.read(
                new ByteArrayInputStream(file),
                Framing.of(source.parser(), source.definition()),
                (buffer, from, length, offset, start, open) -> events.addAll(parser.accept(new RecordBytes(
                        Arrays.copyOfRange(buffer, from, from + length),
                        0,
                        length,
                        offset,
                        start < offset ? OptionalLong.of(start) : OptionalLong.empty(),
                        open))));
        events.addAll(parser.finish());
        return events.stream().map(ParsedEvent::event).toList();
    }

    /** Takes slices as the job does, and stops and looks at what is held back now and then. */
    private static final class Index {

        private final SliceSource source;
        private final Random random;
        private final RangeSet accepted = new RangeSet();
        private final Map<EventPosition, LogEvent> documents = new LinkedHashMap<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private FileParser parser;

        Index(SliceSource source, Random random) {
            this.source = source;
            this.random = random;
            this.parser = new FileParser(source);
        }

        void take(FileSlice slice) {
            for (RecordBytes record : Admission.of(slice, accepted).records()) {
                accepted.add(record.offset(), record.offset() + record.length());
                bytes.write(record.buffer(), record.from(), record.length());
                store(parser.accept(record));
            }
            if (random.nextInt(3) == 0) {
                restart();
            }
            if (random.nextInt(3) == 0 && parser.holding()) {
                store(parser.quiet());
            }
        }

        private void restart() {
            try {
                parser = FileParser.restore(source, parser.snapshot());
            } catch (MalformedSnapshotException e) {
                throw new AssertionError(e);
            }
        }

        private void store(List<ParsedEvent> events) {
            for (ParsedEvent event : events) {
                LogEvent before = documents.put(event.event().position(), event.event());
                assertThat(before != null).isEqualTo(event.update());
            }
        }

        List<LogEvent> finish() {
            store(parser.finish());
            return new ArrayList<>(documents.values());
        }
    }
}
