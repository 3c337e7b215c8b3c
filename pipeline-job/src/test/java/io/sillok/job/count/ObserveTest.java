package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserveTest {

    private static final Instant READ = Instant.ofEpochMilli(25_000);

    private OneInputStreamOperatorTestHarness<ReadEvent, Observation> job;

    @BeforeEach
    void open() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(new Observe(Duration.ofSeconds(10)));
        job.setup(Observation.TYPE.createSerializer(new SerializerConfigImpl()));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void addsUpWhatIsAlikeAndGivesItOutBeforeAWatermark() throws Exception {
        job.processElement(request(12_000, "/products/1", false), 0);
        job.processElement(request(13_000, "/products/2", false), 0);
        job.processElement(request(21_000, "/products/3", false), 0);
        job.processElement(request(21_000, "/products/3", true), 0);
        assertThat(job.extractOutputValues()).isEmpty();

        job.processWatermark(13_000);

        assertThat(requests())
                .extracting(
                        observation -> observation.series().openLabel(),
                        Observation::window,
                        observation -> observation.tally().count())
                .containsExactly(tuple("/products/{id}", 10_000L, 2L), tuple("/products/{id}", 20_000L, 1L));
        assertThat(job.getOutput().stream().map(Object::toString))
                .last()
                .asString()
                .contains("Watermark");
    }

    @Test
    void holdsNothingBackAtACheckpoint() throws Exception {
        job.processElement(request(12_000, "/", false), 0);
        job.prepareSnapshotPreBarrier(1);

        assertThat(requests()).hasSize(1);
    }

    @Test
    void doesNotBelieveAClockThatIsAhead() throws Exception {
        job.processElement(request(Instant.parse("2099-01-01T00:00:00Z").toEpochMilli(), "/", false), 0);
        job.endInput();

        assertThat(requests()).extracting(Observation::window).containsExactly(20_000L);
    }

    private List<Observation> requests() {
        return job.extractOutputValues().stream()
                .filter(observation -> observation.series().family() == Family.REQUESTS)
                .toList();
    }

    private static ReadEvent request(long time, String path, boolean update) {
        LogEvent event = LogEvent.at(new EventPosition(FileId.of("a"), time, 0))
                .timestamp(Instant.ofEpochMilli(time))
                .resource(Fields.SERVICE_NAME, "shop")
                .attribute(Fields.HTTP_METHOD, "get")
                .attribute(Fields.URL_PATH, path)
                .attribute(Fields.HTTP_STATUS, 200L)
                .attribute(Fields.HTTP_DURATION, 0.25)
                .build();
        return new ReadEvent(MaskedEvent.of(event, new PlainMasker()), READ, update, ReadEvent.COUNTED);
    }
}
