package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two logs of a real shop, written to the two streams of a container in random parts: they make the events of the two files,
 * however the container's log is cut, saved and looked at in between.
 */
class ContainerReplayTest {

    private static final long SEED = Long.getLong("seed", 11);
    private static final String TIME = "2026-11-22T10:00:00.123456789Z";

    @ParameterizedTest
    @CsvSource({
        "nginx/access-timed.log, nginx/error.log",
        "php/error-xdebug.log, php-fpm/slow.log",
        "mariadb/slow.log, laravel-single/laravel.log",
        "laravel-json/laravel.json.log, php-fpm/error.log"
    })
    void theStreamsMakeTheEventsOfTheirFiles(String stdout, String stderr) throws MalformedSnapshotException {
        Random random = new Random(SEED);
        byte[] out = ShopLogs.bytes(stdout);
        byte[] err = ShopLogs.bytes(stderr);
        DetectedFormat outFormat = ShopLogs.detect(out, stdout);
        DetectedFormat errFormat = ShopLogs.detect(err, stderr);
        Map<String, String> definition = new LinkedHashMap<>(outFormat.definition());
        definition.putAll(errFormat.definition());
        // What the image of PHP sets is the default in a container; these logs are of a server.
        definition.put("log_limit", "1024");
        List<LogEvent> expected = new ArrayList<>();
        expected.addAll(ShopLogs.events(out, ShopLogs.source(stdout, outFormat.parser(), definition)));
        expected.addAll(ShopLogs.events(err, ShopLogs.source(stderr, errFormat.parser(), definition)));
        definition.put("container", "cri");
        definition.put("stderr_parser", errFormat.parser());
        SliceSource source = ShopLogs.source("/0.log", outFormat.parser(), definition);
        byte[] file = mixed(out, err, random);

        List<LogEvent> whole = ShopLogs.events(file, source);
        assertThat(said(whole)).containsExactlyInAnyOrderElementsOf(said(expected));
        assertThat(whole.stream().map(LogEvent::position).distinct()).hasSize(whole.size());
        assertThat(inPieces(file, source, random)).containsExactlyInAnyOrderElementsOf(whole);
    }

    private static List<LogEvent> inPieces(byte[] file, SliceSource source, Random random)
            throws MalformedSnapshotException {
        Map<EventPosition, LogEvent> documents = new LinkedHashMap<>();
        FileParser parser = new FileParser(source);
        for (RecordBytes line : ShopLogs.records(file, source)) {
            int from = 0;
            while (from < line.length()) {
                int length = random.nextInt(8) > 0 ? line.length() - from : 1 + random.nextInt(line.length() - from);
                store(
                        parser.accept(new RecordBytes(
                                Arrays.copyOf(line.buffer(), line.buffer().length),
                                line.from() + from,
                                length,
                                line.offset() + from,
                                from == 0 ? OptionalLong.empty() : OptionalLong.of(line.offset()),
                                from + length < line.length())),
                        documents);
                from += length;
                if (random.nextInt(10) == 0) {
                    parser = FileParser.restore(source, parser.snapshot());
                }

                if (random.nextInt(10) == 0 && parser.holding()) {
                    store(parser.quiet(), documents);
                    assertThat(parser.quiet()).isEmpty();
                }
            }
        }
        store(parser.finish(), documents);
        return new ArrayList<>(documents.values());
    }

    private static void store(List<ParsedEvent> parsed, Map<EventPosition, LogEvent> documents) {
        for (ParsedEvent event : parsed) {
            LogEvent before = documents.put(event.event().position(), event.event());
            assertThat(before != null).isEqualTo(event.update());
        }
    }

    /** What an event says, without where it stands; lines that tell no time have the container's instead of none. */
    private static List<String> said(List<LogEvent> events) {
        return events.stream()
                .map(event -> {
                    Map<String, Object> attributes = new TreeMap<>(event.attributes());
                    List.of(Fields.FILE_OFFSET, Fields.FILE_ID, Fields.FILE_PATH, Fields.STREAM)
                            .forEach(attributes::remove);
                    // FPM's undecorated lines have the time of the line before them, in a file of their own
                    Optional<Instant> time = event.timestamp()
                            .filter(it -> !it.equals(Instant.parse(TIME))
                                    && !event.attributes()
                                            .get(Fields.LOG_FORMAT)
                                            .equals("php_fpm.error"));
                    return String.join(
                            "|",
                            time.toString(),
                            event.severity().toString(),
                            event.traceId().toString(),
                            event.spanId().toString(),
                            event.body(),
                            attributes.toString());
                })
                .toList();
    }

    private static byte[] mixed(byte[] out, byte[] err, Random random) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int[] at = {0, 0};
        byte[][] bytes = {out, err};
        while (at[0] < out.length || at[1] < err.length) {
            int stream = random.nextInt(2);
            byte[] text = bytes[stream];
            if (at[stream] < text.length) {
                int end = at[stream];
                while (end < text.length && text[end] != '\n') {
                    end++;
                }
                boolean partial = end > at[stream] && random.nextInt(5) == 0;
                if (partial) {
                    end = at[stream] + 1 + random.nextInt(end - at[stream]);
                }
                String prefix = TIME + (stream == 0 ? " stdout " : " stderr ") + (partial ? "P " : "F ");
                file.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
                file.write(text, at[stream], end - at[stream]);
                file.write('\n');
                at[stream] = partial ? end : end + 1;
            }
        }
        return file.toByteArray();
    }
}
