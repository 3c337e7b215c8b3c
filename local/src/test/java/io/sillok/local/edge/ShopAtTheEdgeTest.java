package io.sillok.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.parse.Admission;
import io.sillok.job.parse.RangeSet;
import io.sillok.model.EventPosition;
import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.SliceSource;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import io.sillok.model.edge.EdgeMasker;
import io.sillok.model.edge.EdgeMaskers;
import io.sillok.model.framing.Framing;
import io.sillok.model.framing.RecordReader;
import io.sillok.parsers.DetectedFormat;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.FormatDetector;
import io.sillok.parsers.RecordBytes;
import io.sillok.parsers.mask.EventFieldMasker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every log of the shop through the edge, in slices cut anywhere, with kills: no secret is in any value that would reach
 * Kafka, every byte is accounted for, and the events are those of the raw log. {@code -Dshop.logs=DIR} takes another shop.
 */
class ShopAtTheEdgeTest {

    private static final Path SHOP = Path.of(System.getProperty("shop.logs", "../samples/shop"));
    private static final long SEED = Long.getLong("seed", 5);

    private static final EventFieldMasker MASKER = new EventFieldMasker();
    private static final Secrets SECRETS = Secrets.of(SHOP.resolve("secrets.tsv"));

    static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(SHOP)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void whatComesOfMaskedSlicesIsWhatComesOfTheLog(Path log) throws IOException, ConfigException {
        byte[] raw = Files.readAllBytes(log);
        SliceSource source = source(log, raw);
        List<LogEvent> expected =
                new ArrayList<>(events(records(raw, source), source).values());

        compare(log, raw, source, expected, 64 * 1024, 0, 0.9);
        compare(log, raw, source, expected, 5_000, 12, 0.8);
    }

    static List<Arguments> wrapped() {
        List<Arguments> cases = new ArrayList<>();
        for (String log : List.of(
                "laravel-single/laravel.log", "php-fpm/error.log", "nginx/error.log", "nginx/access-json.log")) {
            for (String form : List.of("cri", "docker")) {
                cases.add(Arguments.of(log, form));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void soDoesWhatAContainerWrites(String log, String form) throws IOException, ConfigException {
        Path path = SHOP.resolve(log);
        byte[] written = Files.readAllBytes(path);
        SliceSource plain = source(path, written);
        Map<String, String> definition = new LinkedHashMap<>(plain.definition());
        definition.put("container", form);
        // A line that FPM cut cannot be told from its length once it is masked in a wrapping.
        definition.put("log_limit", "100000");
        SliceSource source = new SliceSource(
                plain.fileId(), "shop", "production", "web-1", path.toString(), plain.parser(), definition);
        // FPM writes no line that a runtime cuts.
        int parts = log.startsWith("php-fpm") ? 0 : 10;
        byte[] raw = Wrapping.of(form, written, parts, new Random(SEED));
        List<LogEvent> expected =
                new ArrayList<>(events(records(raw, source), source).values());

        compare(path, raw, source, expected, 64 * 1024, 0, 0.9);
        compare(path, raw, source, expected, 5_000, 12, 0.8);
    }

    private static void compare(
            Path log, byte[] raw, SliceSource source, List<LogEvent> expected, int longest, int kills, double share)
            throws ConfigException {
        List<FileSlice> slices = new Tailing(raw, source, edge(), longest, new Random(SEED)).slices(kills);
        RangeSet accepted = new RangeSet();
        List<RecordBytes> records = new ArrayList<>();
        for (FileSlice slice : slices) {
            assertThat(SECRETS.in(text(slice.bytes())))
                    .as("leaks in %s at %d", log, slice.offset())
                    .isEmpty();
            for (RecordBytes record : Admission.of(slice, accepted).records()) {
                accepted.add(record.offset(), record.end());
                records.add(record);
            }
        }
        assertThat(accepted.missing(0, raw.length)).isEmpty();
        assertThat(accepted.end()).isEqualTo(raw.length);
        Collection<LogEvent> events = events(records, source).values();
        for (LogEvent event : events) {
            assertThat(SECRETS.in(Objects.toString(event.body())))
                    .as("leaks in an event of %s", log)
                    .isEmpty();
        }
        Likeness likeness = Likeness.of(expected, events);
        String told =
                "%s, %d kills, %d of %d events: %s".formatted(log, kills, events.size(), expected.size(), likeness);
        double kept = kills == 0 ? 0.98 : share;
        assertThat(Math.abs(events.size() - expected.size())).as(told).isLessThanOrEqualTo(expected.size() / 50);
        assertThat(likeness.positions()).as(told).isGreaterThanOrEqualTo(kept);
        assertThat(likeness.times()).as(told).isGreaterThanOrEqualTo(kept);
        assertThat(likeness.ids()).as(told).isGreaterThanOrEqualTo(share);
        assertThat(likeness.bodies()).as(told).isGreaterThanOrEqualTo(share);
    }

    /** Shares of the raw log's events for which there is one of the same place, the same time and so on. */
    private record Likeness(double positions, double times, double ids, double bodies, double all) {

        static Likeness of(List<LogEvent> expected, Collection<LogEvent> events) {
            Map<EventPosition, LogEvent> known = new LinkedHashMap<>();
            events.forEach(event -> known.put(event.position(), event));
            double positions = 0;
            double times = 0;
            double ids = 0;
            double bodies = 0;
            double all = 0;
            for (LogEvent raw : expected) {
                LogEvent event = known.get(raw.position());
                if (event == null) {
                    continue;
                }
                LogEvent wanted = MaskedEvent.of(raw, MASKER).event();
                LogEvent shown = MaskedEvent.of(event, MASKER).event();
                positions++;
                boolean time = wanted.timestamp().equals(shown.timestamp())
                        && wanted.severity().equals(shown.severity());
                times += time ? 1 : 0;
                ids += wanted.traceId().equals(shown.traceId())
                                && wanted.spanId().equals(shown.spanId())
                        ? 1
                        : 0;
                boolean body = Objects.equals(wanted.body(), shown.body());
                bodies += body ? 1 : 0;
                all += wanted.equals(shown) ? 1 : 0;
            }
            int n = Math.max(1, expected.size());
            return new Likeness(positions / n, times / n, ids / n, bodies / n, all / n);
        }
    }

    private static EdgeMasker edge() throws ConfigException {
        ConfigFile config = ConfigFile.parse("masking: {}", "edge");
        EdgeMasker masker = ServiceLoader.load(EdgeMaskers.class)
                .findFirst()
                .orElseThrow()
                .of(config.root().section("masking"));
        config.finish();
        return masker;
    }

    private static SliceSource source(Path log, byte[] raw) {
        DetectedFormat format =
                FormatDetector.detect(Arrays.copyOf(raw, Math.min(raw.length, 64 * 1024)), log.toString());
        return new SliceSource(
                FileId.of(log.toString()),
                "shop",
                "production",
                "web-1",
                log.toString(),
                format.parser(),
                format.definition());
    }

    private static List<RecordBytes> records(byte[] bytes, SliceSource source) throws IOException {
        List<RecordBytes> records = new ArrayList<>();
        RecordReader.read(
                new ByteArrayInputStream(bytes),
                Framing.of(source.parser(), source.definition()),
                (buffer, from, length, offset, start, open) -> records.add(new RecordBytes(
                        Arrays.copyOfRange(buffer, from, from + length),
                        0,
                        length,
                        offset,
                        start < offset ? OptionalLong.of(start) : OptionalLong.empty(),
                        open)));
        return records;
    }

    /** As the index would have them: the newest of each place. */
    private static Map<EventPosition, LogEvent> events(List<RecordBytes> records, SliceSource source) {
        FileParser parser = new FileParser(source);
        Map<EventPosition, LogEvent> events = new LinkedHashMap<>();
        for (RecordBytes record : records) {
            parser.accept(record).forEach(parsed -> events.put(parsed.event().position(), parsed.event()));
        }
        parser.finish().forEach(parsed -> events.put(parsed.event().position(), parsed.event()));
        return events;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
