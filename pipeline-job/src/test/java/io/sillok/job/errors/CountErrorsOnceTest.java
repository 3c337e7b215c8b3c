package io.sillok.job.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import java.time.Instant;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CountErrorsOnceTest {

    @Test
    void anErrorThatTwoLogsTellGoesOnOnceAlsoWhenTheJobWasRestartedBetween() throws Exception {
        var before = errors();
        before.open();
        before.processElement(event("php.error", 10, "Error", false), 0);
        assertThat(before.extractOutputValues()).hasSize(1);
        OperatorSubtaskState state = before.snapshot(1, 1);
        before.close();

        var after = errors();
        after.initializeState(state);
        after.open();
        after.processElement(event("nginx.error", 20, "Error", false), 0);
        assertThat(after.extractOutputValues()).isEmpty();
        after.processElement(event("php.error", 30, "Error", false), 0);
        assertThat(after.extractOutputValues()).hasSize(1);
        after.close();
    }

    @Test
    void aRecordThatCameInPiecesTellsItsErrorWhenItShowsIt() throws Exception {
        ReadEvent piece = event("php_fpm.error", 10, "", false);
        ReadEvent whole = event("php_fpm.error", 10, "Error", true);
        ReadEvent fuller = event("php_fpm.error", 10, "Error", true);
        assertThat(CountErrorsOnce.tells(piece)).isFalse();
        assertThat(CountErrorsOnce.tells(whole)).isTrue();
        var job = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new FirstReport()), FirstReport::key, Types.STRING);
        job.setup(ReadEvent.TYPE.createSerializer(new SerializerConfigImpl()));
        job.open();
        job.processElement(whole, 0);
        job.processElement(fuller, 0);
        assertThat(job.extractOutputValues()).containsExactly(whole);
        job.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ReadEvent, CountedError> errors() throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new CountErrorsOnce()), CountErrorsOnce::key, Types.STRING);
        harness.setup(CountedError.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static ReadEvent event(String format, long offset, String type, boolean update) {
        LogEvent event = LogEvent.at(new EventPosition(FileId.of(format), offset, 0))
                .timestamp(Instant.EPOCH)
                .body("Call to undefined function f()")
                .resource(Fields.SERVICE_NAME, "shop")
                .attribute(Fields.LOG_FORMAT, format)
                .attribute(Fields.FILE_PATH, "/" + format)
                .attribute(Fields.EXCEPTION_TYPE, type)
                .attribute(Fields.EXCEPTION_FINGERPRINT, type.isEmpty() ? "" : "f1")
                .build();
        return new ReadEvent(MaskedEvent.of(event, new PlainMasker()), Instant.EPOCH, update, ReadEvent.NOT_COUNTED);
    }
}
