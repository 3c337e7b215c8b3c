package io.sillok.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The wire and JSON forms of what goes to sinks beside events. */
final class SinkWiresTest {

    private static final EventMasker NOTHING_TO_MASK = new EventMasker() {
        @Override
        public Masked<LogEvent> mask(LogEvent event) {
            return new Masked<>(event, Map.of());
        }

        @Override
        public Masked<Span> mask(Span span) {
            return new Masked<>(span, Map.of());
        }
    };

    private static <T> T throughTheWire(T value, Wire<T> wire) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        wire.write(value, new DataOutputStream(bytes));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            T read = wire.read(in);
            assertThat(in.available()).isZero();
            return read;
        }
    }

    @Test
    void aSampleComesThroughAsItWas() throws IOException {
        MetricSample sample = MetricSample.of("m_total", Map.of("b", "ü\"", "a", ""), -0.5, 1_795_337_848_864L);
        assertThat(throughTheWire(sample, new MetricSampleWire())).isEqualTo(sample);
        assertThat(new String(sample.json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"m_total\",\"labels\":{\"a\":\"\",\"b\":\"ü\\\"\"},\"value\":-0.5,"
                        + "\"timestamp\":1795337848864}");
    }

    @Test
    void aDeadLetterComesThroughAsItWas() throws IOException {
        LogEvent event = LogEvent.at(new EventPosition(FileId.of("host", 7), 42, 1))
                .body("what")
                .attribute(Fields.ERROR_TYPE, "parse.unknown")
                .attribute(Fields.LOG_FORMAT, "nginx.error")
                .build();
        Instant read = Instant.parse("2026-11-22T08:57:28.864170123Z");
        DeadLetter letter = DeadLetter.rejected(MaskedEvent.of(event, NOTHING_TO_MASK), read);
        DeadLetter again = throughTheWire(letter, new DeadLetterWire());
        assertThat(again).isEqualTo(letter);
        assertThat(again.json()).isEqualTo(letter.json());
        assertThat(new String(letter.json(), StandardCharsets.UTF_8))
                .contains("\"reason\":\"parse.unknown\"", "\"offset\":42", "\"format\":\"nginx.error\"");
    }
}
