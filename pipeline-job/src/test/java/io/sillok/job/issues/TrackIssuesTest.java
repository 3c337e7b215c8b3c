package io.sillok.job.issues;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.job.errors.CountedError;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.IndexOperation;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.TraceId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackIssuesTest {

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private KeyedOneInputStreamOperatorTestHarness<String, CountedError, IndexOperation> job;

    @BeforeEach
    void open() throws Exception {
        job = harness();
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void aNewIssueIsToldAtOnceAndMoreOfItTogether() throws Exception {
        exception(0, 1);
        assertThat(job.extractOutputValues()).hasSize(1);
        exception(1, 2);
        exception(2, 3);
        assertThat(job.extractOutputValues()).hasSize(1);
        job.setProcessingTime(5000);

        assertThat(job.extractOutputValues()).hasSize(2);
        IndexOperation last = last();
        assertThat(last.kind()).isEqualTo(IndexOperation.Kind.REPLACE);
        assertThat(last.index()).isEqualTo("issues-1");
        assertThat(last.version()).isEqualTo(3);
        JsonNode document = document();
        assertThat(document.path("count").asLong()).isEqualTo(3);
        assertThat(document.path("first_seen").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(document.path("last_seen").asText()).isEqualTo("2026-11-22T10:00:02Z");
        assertThat(document.path("users").asLong()).isEqualTo(2);
        assertThat(document.path("routes").toString()).isEqualTo("[{\"route\":\"/products/{id}\",\"count\":3}]");
        assertThat(document.path("releases").toString()).isEqualTo("[{\"release\":\"1.4.2\",\"count\":3}]");
        assertThat(document.path("trace_ids")).hasSize(3);
        assertThat(document.path("resource").path("service.name").asText()).isEqualTo("shop");
        assertThat(document.path("attributes").path("exception.message").asText())
                .isEqualTo("Cart of *** is unreadable");
        assertThat(sightings()).extracting(IssueSighting::regressed).containsExactly(false);
    }

    @Test
    void whatComesAfterALongQuietIsARegression() throws Exception {
        exception(0, 1);
        exception(Duration.ofDays(6).toSeconds(), 1);
        exception(Duration.ofDays(14).toSeconds(), 1);

        assertThat(sightings()).extracting(IssueSighting::regressed).containsExactly(false, true);
        assertThat(document().path("regressed_at").asText()).isEqualTo("2026-12-06T10:00:00Z");
        assertThat(document().path("regressions").asLong()).isEqualTo(1);
    }

    /** It was as if mended, and the release that was to bring it to its end brought it back. */
    @Test
    void whatComesBackInANewReleaseIsARegressionAfterADaysQuiet() throws Exception {
        releases("1.4.2", 0, 60, 90, 200);
        releases("1.5.0", DAY + 200);

        assertThat(sightings()).extracting(IssueSighting::regressed).containsExactly(false, true);
        assertThat(document().path("regressed_at").asText()).isEqualTo("2026-11-23T10:03:20Z");
        assertThat(document().path("regressed_release").asText()).isEqualTo("1.5.0");
        assertThat(document().path("releases").toString())
                .isEqualTo("[{\"release\":\"1.4.2\",\"count\":4},{\"release\":\"1.5.0\",\"count\":1}]");
    }

    @Test
    void aReleaseAloneMakesNoRegression() throws Exception {
        releases("1.4.2", 0, 60, 90);
        releases("1.5.0", 200, 300);
        releases("1.4.2", 2 * DAY);
        releases("1.5.0", 4 * DAY);

        assertThat(sightings()).hasSize(1);
    }

    @Test
    void whatIsSeldomAnywayComesBackInNoRelease() throws Exception {
        for (int release = 0; release < 30; release++) {
            releases("1." + release, release * 2 * DAY);
        }
        job.setProcessingTime(5000);

        assertThat(sightings()).hasSize(1);
        assertThat(document().path("releases")).hasSize(20);
        assertThat(document().path("releases").path(19).path("release").asText())
                .isEqualTo("1.29");
    }

    /** Of the one that came first nothing is known; what follows it tells no release yet. */
    @Test
    void whoSaysItsReleaseForTheFirstTimeIsNoRegression() throws Exception {
        process(event(0).attribute(Fields.LARAVEL_CONTEXT, Map.of("userId", 1L)));
        process(event(60).attribute(Fields.LARAVEL_CONTEXT, Map.of("userId", 1L)));
        releases("1.5.0", 2 * DAY);

        assertThat(sightings()).hasSize(1);
    }

    @Test
    void whatIsLateIsNoRegression() throws Exception {
        exception(Duration.ofDays(20).toSeconds(), 1);
        exception(0, 1);
        job.setProcessingTime(5000);

        assertThat(sightings()).hasSize(1);
        assertThat(document().path("first_seen").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(document().path("last_seen").asText()).isEqualTo("2026-12-12T10:00:00Z");
    }

    /** A line of one event in the file of another is a place where nothing is. */
    @Test
    void showsThePlaceOfOneEventWhateverComesLate() throws Exception {
        thrown(event(0), "/srv/shop/app/Cart.php", 10);
        thrown(event(60), "/srv/shop/releases/2/app/Cart.php", 12);
        thrown(event(30), "/srv/shop/app/Cart.php", 11);
        job.setProcessingTime(5000);
        assertThat(place()).isEqualTo("/srv/shop/releases/2/app/Cart.php:12");

        process(event(90).attribute(Fields.CODE_FILE, "/srv/shop/app/Basket.php"));
        job.setProcessingTime(10_000);
        assertThat(place()).isEqualTo("/srv/shop/app/Basket.php:");

        process(event(120));
        job.setProcessingTime(15_000);
        assertThat(place()).isEqualTo("/srv/shop/app/Basket.php:");
    }

    @Test
    void goesOnFromACheckpointAndTellsAllWhenItIsDrained() throws Exception {
        exception(0, 1);
        exception(1, 1);
        OperatorSubtaskState state = job.snapshot(1, 1);
        job.close();

        job = harness();
        job.initializeState(state);
        job.open();
        exception(2, 1);
        job.processWatermark(Long.MAX_VALUE);

        assertThat(job.extractOutputValues()).hasSize(1);
        assertThat(last().version()).isEqualTo(3);
        assertThat(job.getSideOutput(TrackIssues.SIGHTINGS)).isNull();
    }

    @Test
    void staysSmallHoweverManyExceptionsItSumsUp() throws Exception {
        for (int i = 0; i < 2000; i++) {
            exception(i, i + 1);
        }
        job.setProcessingTime(5000);

        assertThat(document().path("count").asLong()).isEqualTo(2000);
        assertThat(document().path("trace_ids")).hasSize(10);
        assertThat(last().source()).hasSizeLessThan(4000);
    }

    @Test
    void forgetsWhatWasNotSeenForLong() throws Exception {
        exception(0, 1);
        job.setProcessingTime(Duration.ofDays(60).toMillis());
        exception(10, 1);
        job.setProcessingTime(Duration.ofDays(100).toMillis());
        assertThat(last().kind()).isEqualTo(IndexOperation.Kind.REPLACE);

        job.setProcessingTime(Duration.ofDays(151).toMillis());
        assertThat(last().kind()).isEqualTo(IndexOperation.Kind.DELETE);
        assertThat(job.numKeyedStateEntries()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, CountedError, IndexOperation> harness()
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new TrackIssues(IssueSettings.STANDARD)), TrackIssues::key, Types.STRING);
        harness.setup(WireTypeInformation.immutable(IndexOperation.class, IndexOperation.Format.class)
                .createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private void exception(long second, long trace) throws Exception {
        process(event(second).traceId(new TraceId(1, trace)));
    }

    private void thrown(LogEvent.Builder event, String file, long line) throws Exception {
        process(event.attribute(Fields.CODE_FILE, file).attribute(Fields.CODE_LINE, line));
    }

    private static LogEvent.Builder event(long second) {
        return LogEvent.at(new EventPosition(FileId.of("a"), second, 0))
                .timestamp(START.plusSeconds(second))
                .resource(Fields.SERVICE_NAME, "shop")
                .attribute(Fields.EXCEPTION_TYPE, "RuntimeException")
                .attribute(Fields.EXCEPTION_MESSAGE, "Cart of *** is unreadable")
                .attribute(Fields.EXCEPTION_FINGERPRINT, "4e86a6f2ceef07ab")
                .attribute(Fields.URL_PATH, "/products/" + second)
                .attribute(Fields.LARAVEL_CONTEXT, Map.of("userId", second % 2, "release", "1.4.2"));
    }

    private void process(LogEvent.Builder event) throws Exception {
        ReadEvent read = new ReadEvent(
                MaskedEvent.of(event.build(), new PlainMasker()),
                START.plusSeconds(10_000_000),
                false,
                ReadEvent.NOT_COUNTED);
        job.processElement(new CountedError(read, true, true), 0);
    }

    private void releases(String release, long... seconds) throws Exception {
        for (long second : seconds) {
            process(event(second).attribute(Fields.LARAVEL_CONTEXT, Map.of("release", release)));
        }
    }

    private String place() throws IOException {
        JsonNode attributes = document().path("attributes");
        return attributes.path(Fields.CODE_FILE).asText() + ":"
                + attributes.path(Fields.CODE_LINE).asText();
    }

    private IndexOperation last() {
        List<IndexOperation> all = job.extractOutputValues();
        return all.get(all.size() - 1);
    }

    private JsonNode document() throws IOException {
        return new ObjectMapper().readTree(last().source());
    }

    private List<IssueSighting> sightings() {
        return job.getSideOutput(TrackIssues.SIGHTINGS).stream()
                .map(StreamRecord::getValue)
                .toList();
    }
}
