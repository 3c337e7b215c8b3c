package io.sillok.job.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.model.EventPosition;
import io.sillok.model.FileId;
import io.sillok.model.IndexOperation;
import io.sillok.model.IndexOperation.Kind;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.TraceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassUntracedTest {

    private static final Instant READ = Instant.parse("2026-11-22T08:57:28Z");

    private OneInputStreamOperatorTestHarness<ReadEvent, ReadEvent> job;

    @BeforeEach
    void open() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new PassUntraced()), ReadEvent.TYPE.createSerializer(new SerializerConfigImpl()));
        job.setup(ReadEvent.TYPE.createSerializer(new SerializerConfigImpl()));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void whatNamesATraceGoesToIt() throws Exception {
        ReadEvent event = read(TraceId.ofHex("11327e75368c15605f7c61d1c3e44dfe"), false);
        job.processElement(event, 0);
        assertThat(job.extractOutputValues()).containsExactly(event);
        assertThat(writes()).isEmpty();
    }

    @Test
    void whatNamesNoneIsWritten() throws Exception {
        ReadEvent first = read(Optional.empty(), false);
        ReadEvent fuller = read(Optional.empty(), true);
        job.processElement(first, 0);
        job.processElement(fuller, 0);
        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(writes()).extracting(IndexOperation::kind).containsExactly(Kind.CREATE, Kind.UPDATE);
        assertThat(writes())
                .extracting(IndexOperation::id)
                .containsOnly(first.indexed().get(0).id());
    }

    private List<IndexOperation> writes() {
        return Optional.ofNullable(job.getSideOutput(PassUntraced.WRITES)).stream()
                .flatMap(records -> records.stream().map(StreamRecord::getValue))
                .toList();
    }

    private static ReadEvent read(Optional<TraceId> trace, boolean update) {
        LogEvent.Builder event = LogEvent.at(new EventPosition(FileId.of("a"), 5, 0))
                .timestamp(READ)
                .body("a line");
        trace.ifPresent(event::traceId);
        return new ReadEvent(MaskedEvent.of(event.build(), new PlainMasker()), READ, update, ReadEvent.NOT_COUNTED);
    }
}
