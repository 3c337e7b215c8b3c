package io.sillok.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.FileId;
import io.sillok.model.FileSlice;
import io.sillok.model.RecordPlace;
import io.sillok.model.SliceHeaders;
import io.sillok.model.SliceSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SliceRecordsTest {

    private static final SliceSource SOURCE =
            new SliceSource(FileId.of("a"), "shop", "test", "web-1", "/a.log", "unknown", Map.of());
    private static final byte[] BYTES = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
    private static final FileSlice SLICE =
            new FileSlice(SOURCE, 40, new int[] {4, 4}, OptionalLong.of(30), true, BYTES, Instant.ofEpochMilli(1_000));

    private final SliceRecords records = new SliceRecords(List.of());
    private final List<FileSlice> read = new ArrayList<>();
    private final Collector<FileSlice> out = new Collector<>() {
        @Override
        public void collect(FileSlice slice) {
            read.add(slice);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };

    @BeforeEach
    void open() {
        records.open(new DeserializationSchema.InitializationContext() {
            @Override
            public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
            }

            @Override
            public UserCodeClassLoader getUserCodeClassLoader() {
                return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
            }
        });
    }

    @Test
    void putsASliceTogether() {
        RecordHeaders headers = headers();
        records.deserialize(record(headers, BYTES), out);
        records.deserialize(record(headers, BYTES), out);

        assertThat(read).hasSize(2);
        assertThat(read.get(0)).usingRecursiveComparison().isEqualTo(SLICE.at(new RecordPlace("logs.raw", 0, 7)));
        assertThat(read.get(1).source()).isSameAs(read.get(0).source());
    }

    @Test
    void passesOverWhatIsNoSlice() {
        records.deserialize(record(new RecordHeaders(), BYTES), out);
        records.deserialize(record(headers(), "shorter\n".repeat(2).getBytes(StandardCharsets.UTF_8)), out);
        records.deserialize(record(headers(), null), out);
        RecordHeaders garbled = headers();
        garbled.remove(SliceHeaders.SOURCE).add(SliceHeaders.SOURCE, new byte[] {'{', '}'});
        records.deserialize(record(garbled, BYTES), out);

        assertThat(read).isEmpty();
    }

    private static RecordHeaders headers() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(SliceHeaders.SOURCE, SliceHeaders.encodeSource(SOURCE));
        SliceHeaders.encode(SLICE).forEach(headers::add);
        return headers;
    }

    private static ConsumerRecord<byte[], byte[]> record(RecordHeaders headers, byte[] value) {
        int size = value == null ? -1 : value.length;
        return new ConsumerRecord<>(
                "logs.raw", 0, 7, 1_000, TimestampType.CREATE_TIME, 0, size, null, value, headers, Optional.empty());
    }
}
