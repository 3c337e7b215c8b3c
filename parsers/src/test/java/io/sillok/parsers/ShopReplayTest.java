package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.EventPosition;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a file's bytes come, and whatever stops in between, they make the same events. */
class ShopReplayTest {

    private static final long SEED = Long.getLong("seed", 7);

    static List<String> files() {
        return List.of(
                "nginx/access-timed.log",
                "nginx/error.log",
                "php-fpm/error.log",
                "php-fpm/slow.log",
                "php/error.log",
                "php/error-xdebug.log",
                "laravel-single/laravel.log",
                "laravel-json/laravel.json.log",
                "mariadb/slow.log",
                "mariadb/error.log");
    }

    @ParameterizedTest
    @MethodSource("files")
    void goesOnFromASnapshotAfterEveryRecord(String file) throws MalformedSnapshotException {
        Case shop = Case.of(file);

        FileParser parser = new FileParser(shop.source);
        List<LogEvent> events = new ArrayList<>();
        for (RecordBytes record : shop.records) {
            collect(parser.accept(record), events);
            parser = FileParser.restore(shop.source, parser.snapshot());
        }
        collect(parser.finish(), events);

        assertThat(events).isEqualTo(shop.events);
    }

    @ParameterizedTest
    @MethodSource("files")
    void joinsRecordsThatComeInPieces(String file) {
        Case shop = Case.of(file);
        Random random = new Random(SEED);

        FileParser parser = new FileParser(shop.source);
        List<LogEvent> events = new ArrayList<>();
        for (RecordBytes record : shop.records) {
            for (RecordBytes piece : pieces(record, random)) {
                collect(parser.accept(piece), events);
            }
        }
        collect(parser.finish(), events);

        assertThat(events).isEqualTo(shop.events);
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsShownEarlyIsBroughtUpToDate(String file) {
        Case shop = Case.of(file);
        Random random = new Random(SEED);

        FileParser parser = new FileParser(shop.source);
        Map<EventPosition, LogEvent> documents = new LinkedHashMap<>();
        for (RecordBytes record : shop.records) {
            // cut by quiet time, so at the end of a line
            for (RecordBytes piece : linePieces(record, random)) {
                store(parser.accept(piece), documents);
                if (parser.holding()) {
                    store(parser.quiet(), documents);
                    assertThat(parser.holding()).isFalse();
                    assertThat(parser.quiet()).isEmpty();
                }
            }
        }
        store(parser.finish(), documents);

        assertThat(documents.values()).containsExactlyInAnyOrderElementsOf(shop.events);
    }

    private record Case(SliceSource source, List<RecordBytes> records, List<LogEvent> events) {

        static Case of(String file) {
            byte[] bytes = ShopLogs.bytes(file);
            DetectedFormat format = ShopLogs.detect(bytes, file);
            SliceSource source = ShopLogs.source(file, format.parser(), format.definition());
            return new Case(source, ShopLogs.records(bytes, source), ShopLogs.events(bytes, source));
        }
    }

    private static void collect(List<ParsedEvent> parsed, List<LogEvent> events) {
        assertThat(parsed).noneMatch(ParsedEvent::update);
        parsed.forEach(event -> events.add(event.event()));
    }

    private static void store(List<ParsedEvent> parsed, Map<EventPosition, LogEvent> documents) {
        for (ParsedEvent event : parsed) {
            LogEvent before = documents.put(event.event().position(), event.event());
            assertThat(before != null).isEqualTo(event.update());
        }
    }

    private static List<RecordBytes> pieces(RecordBytes record, Random random) {
        List<Integer> cuts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0 && record.length() > 1; i--) {
            cuts.add(1 + random.nextInt(record.length() - 1));
        }
        return cut(record, cuts);
    }

    private static List<RecordBytes> linePieces(RecordBytes record, Random random) {
        List<Integer> cuts = new ArrayList<>();
        for (int i = 0; i < record.length() - 1; i++) {
            if (record.buffer()[record.from() + i] == '\n' && random.nextInt(4) == 0) {
                cuts.add(i + 1);
            }
        }
        return cut(record, cuts);
    }

    private static List<RecordBytes> cut(RecordBytes record, List<Integer> cuts) {
        int[] ends =
                cuts.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
        List<RecordBytes> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= ends.length; i++) {
            int end = i == ends.length ? record.length() : ends[i];
            pieces.add(new RecordBytes(
                    Arrays.copyOf(record.buffer(), record.buffer().length),
                    record.from() + from,
                    end - from,
                    record.offset() + from,
                    from == 0 ? OptionalLong.empty() : OptionalLong.of(record.offset()),
                    i < ends.length));
            from = end;
        }
        return pieces;
    }
}
