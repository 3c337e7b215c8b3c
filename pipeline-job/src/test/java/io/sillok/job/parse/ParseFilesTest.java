package io.sillok.job.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.job.drop.DropRules;
import io.sillok.model.EventOrigin;
import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.LedgerEntry;
import io.sillok.model.RecordPlace;
import io.sillok.model.SliceSource;
import io.sillok.model.config.ConfigFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParseFilesTest {

    private static final SliceSource LARAVEL = new SliceSource(
            FileId.of("laravel"), "shop", "test", "web-1", "/laravel.log", "laravel.line", Map.of("zone", "UTC"));

    private static final String FIRST = "[2026-11-22 08:57:28] production.INFO: first\n";
    private static final String SECOND = "[2026-11-22 08:57:29] production.ERROR: second secret\n";
    private static final String JSON_LINE =
            "{\"message\":\"hello\",\"context\":{},\"level\":200,\"level_name\":\"INFO\",\"channel\":\"app\","
                    + "\"datetime\":\"2026-11-22T08:57:28.864170+00:00\",\"extra\":{}}\n";
    private static final String MORE = "#0 /app/index.php(1): main()\n";

    private KeyedOneInputStreamOperatorTestHarness<String, FileSlice, ReadEvent> job;

    @BeforeEach
    void open() throws Exception {
        job = harness(DropRules.NONE);
        job.open();
        job.setProcessingTime(1);
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void masksAndCountsWhatItLetsOut() throws Exception {
        send(slice(0, FIRST));
        send(slice(FIRST.length(), SECOND));
        job.setProcessingTime(300);

        assertThat(bodies()).containsExactly("first", "second ***");
        LedgerEntry ledger = ledger();
        assertThat(ledger.accepted()).isEqualTo(FIRST.length() + SECOND.length());
        assertThat(ledger.records()).isEqualTo(2);
        assertThat(ledger.events()).isEqualTo(2);
        assertThat(ledger.maskedFields()).isEqualTo(1);
    }

    @Test
    void showsAnOpenRecordWhenItIsQuietAndUpdatesItWhenMoreComes() throws Exception {
        send(open(0, SECOND));
        assertThat(events()).isEmpty();
        job.setProcessingTime(1001);
        assertThat(events()).extracting(ReadEvent::update).containsExactly(false);

        send(continuation(SECOND.length(), MORE, 0));
        job.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(events()).extracting(ReadEvent::update).containsExactly(false, true);
        assertThat(events())
                .extracting(event -> event.event().event().position().offset())
                .containsOnly(0L);
        assertThat(ledger().events()).isEqualTo(1);
    }

    @Test
    void keepsAnOpenRecordAcrossARestart() throws Exception {
        send(slice(0, FIRST));
        send(open(FIRST.length(), SECOND));
        restart();

        send(open(FIRST.length(), SECOND));
        send(continuation(FIRST.length() + SECOND.length(), MORE, FIRST.length()));
        job.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(bodies()).hasSize(1).first().asString().startsWith("second ***");
        assertThat(events()).extracting(ReadEvent::update).containsExactly(false);
        assertThat(ledger().resent()).isEqualTo(SECOND.length());
        assertThat(ledger().missing()).isZero();
    }

    @Test
    void waitsForWhatIsMissingInBetween() throws Exception {
        send(slice(FIRST.length(), SECOND));
        job.setProcessingTime(4000);
        assertThat(events()).isEmpty();

        send(slice(0, FIRST));
        assertThat(bodies()).containsExactly("first", "second ***");
    }

    @Test
    void goesOnAfterAWhileAndTellsWhatIsMissing() throws Exception {
        send(slice(FIRST.length(), SECOND));
        restart();
        job.setProcessingTime(5001);
        assertThat(events()).as("what it waits for may come now").isEmpty();
        job.setProcessingTime(10_002);
        assertThat(bodies()).containsExactly("second ***");
        job.setProcessingTime(10_300);
        assertThat(ledger().open()).isEqualTo(FIRST.length());
        assertThat(ledger().missing()).isZero();
        assertThat(ledger().holes()).containsExactly(new LedgerEntry.Hole(0, FIRST.length()));

        job.setProcessingTime(70_100);
        job.setProcessingTime(70_400);
        assertThat(ledger().open()).isZero();
        assertThat(ledger().missing()).isEqualTo(FIRST.length());

        send(slice(0, FIRST));
        job.setProcessingTime(71_000);
        assertThat(bodies()).containsExactly("second ***", "first");
        assertThat(ledger().missing()).isZero();
    }

    @Test
    void takesRecordsOfOtherShippersEachByItself() throws Exception {
        long[] offsets = {4, 5, 900};
        for (long offset : offsets) {
            byte[] line =
                    ("[2026-11-22 08:57:28] production.INFO: number " + offset + "\n").getBytes(StandardCharsets.UTF_8);
            send(FileSlice.single(LARAVEL, line, Instant.EPOCH, new RecordPlace("app-logs", 2, offset)));
        }
        job.setProcessingTime(300);

        assertThat(bodies()).containsExactly("number 4", "number 5", "number 900");
        assertThat(events())
                .extracting(event -> event.event().event().position().offset())
                .containsExactly(4L, 5L, 900L);
        assertThat(events().get(2).origin().orElseThrow())
                .isEqualTo(
                        new EventOrigin(LARAVEL.fileId(), 900, 901, Optional.of(new RecordPlace("app-logs", 2, 900))));
        assertThat(ledger().records()).isEqualTo(3);
        assertThat(ledger().missing() + ledger().open()).isZero();
    }

    @Test
    void knowsAFileThatComesBackAfterItsParserIsGone() throws Exception {
        send(slice(0, FIRST));
        job.setProcessingTime(Duration.ofDays(9).toMillis());
        restart(Duration.ofDays(9).toMillis());

        send(slice(0, FIRST));
        send(slice(FIRST.length(), SECOND));
        job.setProcessingTime(Duration.ofDays(9).toMillis() + 1000);

        assertThat(bodies()).containsExactly("second ***");
        assertThat(ledger().events()).isEqualTo(2);
        assertThat(ledger().resent()).isEqualTo(FIRST.length());
        assertThat(ledger().missing() + ledger().open()).isZero();
    }

    @Test
    void beginsANewAccountOfAFileThatComesBackAfterItWasForgotten() throws Exception {
        send(slice(0, FIRST));
        String first = events().get(0).event().event().position().documentId();
        job.setProcessingTime(Duration.ofDays(91).toMillis());

        send(slice(0, FIRST));
        job.setProcessingTime(Duration.ofDays(91).toMillis() + 300);

        assertThat(ledger().events()).isEqualTo(1);
        assertThat(events())
                .extracting(event -> event.event().event().position().documentId())
                .as("the index has it under the same id, so it is there once")
                .containsExactly(first, first);
    }

    @Test
    void decidesOnHolesByWhatKafkaIsSaidToHave() throws Exception {
        send(slice(0, FIRST));
        send(slice(200, SECOND).acknowledgedTo(100));
        job.setProcessingTime(6000);
        job.setProcessingTime(67_000);
        job.setProcessingTime(67_500);
        assertThat(ledger().missing()).as("below what Kafka has").isEqualTo(100 - FIRST.length());
        assertThat(ledger().open()).as("may be sent again").isEqualTo(100);

        send(slice(200 + SECOND.length(), FIRST).acknowledgedTo(200 + SECOND.length()));
        job.setProcessingTime(130_000);
        job.setProcessingTime(131_000);
        assertThat(ledger().missing()).isEqualTo(200 - FIRST.length());
        assertThat(ledger().open()).isZero();
    }

    @Test
    void keepsTheLongerOfTwoSlicesThatWait() throws Exception {
        send(slice(FIRST.length(), SECOND));
        String both = SECOND + FIRST;
        byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
        send(new FileSlice(
                LARAVEL,
                FIRST.length(),
                new int[] {SECOND.length(), FIRST.length()},
                OptionalLong.empty(),
                false,
                bytes,
                Instant.EPOCH));
        send(slice(0, FIRST));
        job.setProcessingTime(300);

        assertThat(bodies()).containsExactly("first", "second ***", "first");
        assertThat(ledger().resent()).isEqualTo(SECOND.length());
        assertThat(ledger().open()).isZero();
    }

    @Test
    void takesBackWhatWasShownAsRejectedBeforeItWasWhole() throws Exception {
        SliceSource json = LARAVEL.readBy("laravel.json");
        byte[] half = JSON_LINE.substring(0, 30).getBytes(StandardCharsets.UTF_8);
        byte[] rest = JSON_LINE.substring(30).getBytes(StandardCharsets.UTF_8);
        Instant read = Instant.parse("2026-11-22T09:00:00Z");
        send(new FileSlice(json, 0, new int[] {half.length}, OptionalLong.empty(), true, half, read));
        job.setProcessingTime(1500);
        job.setProcessingTime(1800);
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event.event().event().rejected()).isTrue());
        assertThat(ledger().rejected()).isEqualTo(1);

        send(new FileSlice(json, 30, new int[] {rest.length}, OptionalLong.of(0), false, rest, read));
        job.setProcessingTime(2500);

        assertThat(events().get(1).event().event().body()).isEqualTo("hello");
        assertThat(events().get(1).indexed().get(0).index()).isEqualTo("logs-2026.11.22");
        assertThat(ledger().events()).isEqualTo(1);
        assertThat(ledger().rejected()).isZero();
        assertThat(job.getSideOutput(ParseFiles.DEAD_LETTERS))
                .extracting(record -> record.getValue().isWithdrawn())
                .containsExactly(false, true);
    }

    @Test
    void countsWhatARuleDrops() throws Exception {
        useRule("{format: laravel.line, severity: info}");
        send(slice(0, FIRST));
        send(slice(FIRST.length(), SECOND));
        job.setProcessingTime(3000);

        assertThat(events()).extracting(ReadEvent::dropped).contains(true, false);
        assertThat(ledger().events()).isEqualTo(2);
        assertThat(ledger().dropped()).isEqualTo(1);
    }

    /** Its account says that it is in the index. */
    @Test
    void keepsWhatWasShownBeforeARuleKnewIt() throws Exception {
        useRule("{format: laravel.json}");
        SliceSource json = LARAVEL.readBy("laravel.json");
        byte[] line = JSON_LINE.getBytes(StandardCharsets.UTF_8);
        Instant read = Instant.parse("2026-11-22T09:00:00Z");
        byte[] first = Arrays.copyOf(line, 30);
        byte[] rest = Arrays.copyOfRange(line, 30, line.length);
        send(new FileSlice(json, 0, new int[] {30}, OptionalLong.empty(), true, first, read));
        job.setProcessingTime(2000);
        send(new FileSlice(json, 30, new int[] {rest.length}, OptionalLong.of(0), false, rest, read));
        job.setProcessingTime(2500);

        assertThat(events()).hasSize(2).extracting(ReadEvent::dropped).containsExactly(false, false);
        assertThat(ledger().dropped()).isZero();
    }

    private void useRule(String rule) throws Exception {
        job.close();
        ConfigFile config = ConfigFile.parse("drop: [" + rule + "]", "job.yaml");
        job = harness(DropRules.from(config.root().sections("drop")));
        job.open();
        job.setProcessingTime(1);
    }

    @Test
    void forgetsAFileThatIsLongGone() throws Exception {
        send(slice(0, FIRST));
        assertThat(job.numKeyedStateEntries()).isPositive();
        job.setProcessingTime(Duration.ofDays(90).toMillis() - 1);
        assertThat(job.numKeyedStateEntries()).isPositive();
        job.setProcessingTime(Duration.ofDays(91).toMillis());

        assertThat(job.numKeyedStateEntries()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FileSlice, ReadEvent> harness(DropRules drops)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(
                        new ParseFiles(PlainMasker::new, drops, Duration.ofDays(8), Duration.ofDays(90))),
                (FileSlice slice) -> slice.source().fileId().value(),
                Types.STRING);
        harness.setup(ReadEvent.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private void restart() throws Exception {
        restart(2);
    }

    private void restart(long now) throws Exception {
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();
        job = harness(DropRules.NONE);
        job.initializeState(state);
        job.open();
        job.setProcessingTime(now);
    }

    private void send(FileSlice slice) throws Exception {
        job.processElement(slice, 0);
    }

    private static FileSlice slice(long offset, String text) {
        return slice(offset, text, OptionalLong.empty(), false);
    }

    private static FileSlice open(long offset, String text) {
        return slice(offset, text, OptionalLong.empty(), true);
    }

    private static FileSlice continuation(long offset, String text, long start) {
        return slice(offset, text, OptionalLong.of(start), false);
    }

    private static FileSlice slice(long offset, String text, OptionalLong continues, boolean open) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new FileSlice(
                LARAVEL,
                offset,
                new int[] {bytes.length},
                continues,
                open,
                bytes,
                Instant.parse("2026-11-22T09:00:00Z"));
    }

    private List<ReadEvent> events() {
        return job.extractOutputValues();
    }

    private List<String> bodies() {
        return events().stream().map(event -> event.event().event().body()).toList();
    }

    private LedgerEntry ledger() {
        return job.getSideOutput(ParseFiles.LEDGER).stream()
                .map(StreamRecord::getValue)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
