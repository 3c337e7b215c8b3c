package io.sillok.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FileParserTest {

    private static final SliceSource LARAVEL = ShopLogs.source("/app/laravel.log", "laravel.line", Map.of());

    @Test
    void everyEventSaysWhereItStands() {
        FileParser parser = new FileParser(LARAVEL);

        LogEvent event = only(parser.accept(whole("[2026-11-22 08:57:31] production.INFO: hello  \n", 17)));

        assertThat(event.resource())
                .containsEntry(Fields.SERVICE_NAME, "shop")
                .containsEntry(Fields.ENVIRONMENT, "production")
                .containsEntry(Fields.HOST_NAME, "web-1");
        assertThat(event.attributes())
                .containsEntry(Fields.LOG_FORMAT, "laravel.line")
                .containsEntry(Fields.FILE_PATH, "/app/laravel.log")
                .containsEntry(Fields.FILE_OFFSET, 17L)
                .containsEntry(Fields.FILE_ID, LARAVEL.fileId().value())
                .containsEntry(Fields.ORDINAL, 0L);
        assertThat(event.position().offset()).isEqualTo(17);
    }

    @Test
    void everyEventHasTheResourceOfItsSource() {
        SliceSource pod = new SliceSource(
                LARAVEL.fileId(),
                "shop",
                "",
                "web-1",
                "/a.log",
                "unknown",
                Map.of(),
                Map.of(Fields.K8S_POD, "web-7d9"));

        assertThat(only(new FileParser(pod).accept(whole("no time\n", 0))).resource())
                .containsEntry(Fields.K8S_POD, "web-7d9")
                .containsEntry(Fields.SERVICE_NAME, "shop");
    }

    @Test
    void anOpenRecordIsShownWhenItIsQuietAndGivenAgainWhenMoreComes() {
        FileParser parser = new FileParser(LARAVEL);

        assertThat(parser.accept(piece("[2026-11-22 08:57:31] production.INFO: two\n", 0, OptionalLong.empty(), true)))
                .isEmpty();
        assertThat(parser.holding()).isTrue();
        ParsedEvent early = parser.quiet().get(0);
        assertThat(early.update()).isFalse();
        assertThat(early.event().body()).isEqualTo("two");

        List<ParsedEvent> late = parser.accept(piece("lines  \n", 43, OptionalLong.of(0), false));
        assertThat(late).hasSize(1);
        assertThat(late.get(0).update()).isTrue();
        assertThat(late.get(0).event().body()).isEqualTo("two\nlines");
        assertThat(late.get(0).event().position()).isEqualTo(early.event().position());
        assertThat(parser.holding()).isFalse();
    }

    @Test
    void whatWasShownAndDidNotChangeIsNotGivenAgain() {
        FileParser parser = new FileParser(LARAVEL);
        parser.accept(piece("[2026-11-22 08:57:31] production.INFO: one  \n", 0, OptionalLong.empty(), true));

        assertThat(parser.quiet()).hasSize(1);
        assertThat(parser.finish()).isEmpty();
    }

    @Test
    void keepsTheFirst256KibibytesOfALargeRecord() {
        FileParser parser = new FileParser(LARAVEL);
        String head = "[2026-11-22 08:57:31] production.INFO: ";
        byte[] large = (head + "x".repeat(600_000) + "\n").getBytes(StandardCharsets.UTF_8);

        LogEvent event = only(parser.accept(RecordBytes.whole(large, 0, large.length, 5)));

        assertThat(event.body()).hasSize(256 * 1024 - head.length());
        assertThat(event.attributes()).containsEntry(Fields.TRUNCATED, true).containsEntry(Fields.RECORD_LENGTH, (long)
                large.length);
    }

    @Test
    void aContinuationOfWhatWasNotSeenIsAnEventOfItsOwn() {
        FileParser parser = new FileParser(LARAVEL);

        LogEvent event = only(parser.accept(piece("#1 {main}\n", 900, OptionalLong.of(100), false)));

        assertThat(event.attributes()).containsEntry(Fields.ERROR_TYPE, "parse.orphan");
        assertThat(event.position().offset()).isEqualTo(900);
        assertThat(event.body()).isEqualTo("#1 {main}");
    }

    @Test
    void aGapInARecordEndsWhatIsShownOfItAndAResentPieceCountsOnce() {
        FileParser parser = new FileParser(LARAVEL);
        parser.accept(piece("[2026-11-22 08:57:31] production.INFO: abc", 0, OptionalLong.empty(), true));
        parser.accept(piece("abcdef", 39, OptionalLong.of(0), true));

        LogEvent event = only(parser.accept(piece("xyz\n", 100, OptionalLong.of(0), false)));
        assertThat(event.body()).isEqualTo("abcdef");
        assertThat(event.attributes()).containsEntry(Fields.TRUNCATED, true).containsEntry(Fields.RECORD_LENGTH, 104L);
    }

    @Test
    void whatAMaskedPieceTellsAnewTakesThePlaceOfWhatCameBefore() throws MalformedSnapshotException {
        FileParser parser = new FileParser(LARAVEL);
        String head = "[2026-11-22 08:57:31] production.INFO: ";
        parser.accept(masked(head + "a ?\n", 0, 900, OptionalLong.empty(), true, false));
        parser = FileParser.restore(LARAVEL, parser.snapshot());
        parser.quiet();

        ParsedEvent event = parser.accept(masked(head + "a ? of more  \n", 900, 100, OptionalLong.of(0), false, true))
                .get(0);
        assertThat(event.update()).isTrue();
        assertThat(event.event().body()).isEqualTo("a ? of more");
        assertThat(event.event().attributes()).doesNotContainKey(Fields.TRUNCATED);

        LogEvent late = only(parser.accept(masked(head + "x  \n", 2000, 50, OptionalLong.of(1500), false, true)));
        assertThat(late.position().offset()).isEqualTo(1500);
        assertThat(late.body()).isEqualTo("x");

        LogEvent large = only(parser.accept(masked(head + "y  \n", 3000, 300_000, OptionalLong.empty(), false, false)));
        assertThat(large.attributes()).containsEntry(Fields.RECORD_LENGTH, 300_000L);
    }

    private static RecordBytes masked(
            String text, long offset, int fileBytes, OptionalLong continues, boolean open, boolean anew) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RecordBytes(
                bytes, 0, bytes.length, offset, continues, open, Optional.of(new RecordBytes.Masked(fileBytes, anew)));
    }

    @Test
    void aHoleIsSaidAndNotShown() {
        FileParser parser = new FileParser(LARAVEL);
        LogEvent hole = only(parser.accept(whole("\0".repeat(300_000), 50)));

        assertThat(hole.body()).isEmpty();
        assertThat(hole.attributes())
                .containsEntry(Fields.ERROR_TYPE, "parse.hole")
                .containsEntry(Fields.RECORD_LENGTH, 300_000L);
        assertThat(only(parser.accept(whole("\ufeff[2026-11-22 08:57:31] production.INFO: hello  \r\n", 300_050)))
                        .body())
                .isEqualTo("hello");
    }

    @Test
    void aDefinitionInErrorRejectsEventsAndSaysWhy() {
        Map<String, String> definition = Map.of("zone", "Europe/Seul");
        FileParser parser = new FileParser(ShopLogs.source("/x.log", "laravel.line", definition));

        LogEvent event = only(parser.accept(whole("[2026-11-22 08:57:31] production.INFO: hello  \n", 0)));

        assertThat(event.attributes()).containsEntry(Fields.ERROR_TYPE, "parse.definition");
        assertThat(FormatCatalog.problems("laravel.line", definition))
                .containsExactly("zone: no time zone is called Europe/Seul");
        assertThat(FormatCatalog.problems("laravel.lines", Map.of()).get(0))
                .startsWith("no parser is called laravel.lines");
        assertThat(FormatCatalog.problems("nginx.access", Map.of("log_format", "plain")))
                .containsExactly("log_format: there is no $variable in it");
        assertThat(FormatCatalog.problems("grok", Map.of("pattern", "%{NOSUCH:x}")))
                .hasSize(1);
        assertThat(FormatCatalog.problems("nginx.access", Map.of("log_format", "combined")))
                .isEmpty();
    }

    @Test
    void aDamagedSnapshotIsToldFromAGoodOne() {
        byte[] good = new FileParser(LARAVEL).snapshot();
        byte[] later = good.clone();
        later[0] = 9;

        assertThatThrownBy(() -> FileParser.restore(LARAVEL, later))
                .isInstanceOf(MalformedSnapshotException.class)
                .hasMessage("a snapshot of version 9, not 2");
        assertThatThrownBy(() -> FileParser.restore(LARAVEL, new byte[] {1}))
                .isInstanceOf(MalformedSnapshotException.class);
    }

    private static RecordBytes whole(String text, long offset) {
        return piece(text, offset, OptionalLong.empty(), false);
    }

    private static RecordBytes piece(String text, long offset, OptionalLong continues, boolean open) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RecordBytes(bytes, 0, bytes.length, offset, continues, open);
    }

    private static LogEvent only(List<ParsedEvent> events) {
        assertThat(events).hasSize(1);
        return events.get(0).event();
    }
}
