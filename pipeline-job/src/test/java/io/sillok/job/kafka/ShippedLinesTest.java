package io.sillok.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sillok.job.kafka.ShippedTopic.Form;
import io.sillok.model.Fields;
import io.sillok.model.FileSlice;
import io.sillok.model.MalformedSliceException;
import io.sillok.model.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ShippedLinesTest {

    private static final String LINE =
            "203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] \"GET /a HTTP/1.1\" 200 915 \"-\" \"curl/8\"";
    private static final String QUOTED = LINE.replace("\"", "\\\"");

    /** Filebeat 8, output.kafka with its default codec. */
    private static final String FILEBEAT = """
            {"@timestamp":"2026-11-22T08:57:29.301Z","@metadata":{"beat":"filebeat","type":"_doc","version":"8.15.0"},\
            "log":{"offset":4711,"file":{"path":"/var/log/nginx/access.log","device_id":"64768","inode":"131"}},\
            "message":"%s","input":{"type":"filestream"},"fields":{"service":"shop"},"ecs":{"version":"8.0.0"},\
            "host":{"name":"web-1"},"agent":{"type":"filebeat","version":"8.15.0","name":"web-1"}}""".formatted(QUOTED);

    /** Fluent Bit, tail with the kubernetes filter, out_kafka with format json. */
    private static final String FLUENT_BIT = """
            {"@timestamp":1795337849.301,"stream":"stdout","_p":"F","log":"%s\\n","kubernetes":{"pod_name":"shop-7d9",\
            "namespace_name":"prod","pod_id":"0b1f","host":"node-3","container_name":"nginx","labels":{"app":"shop"}}}""".formatted(QUOTED);

    /** Vector, file source, kafka sink with encoding json. */
    private static final String VECTOR = """
            {"file":"/var/log/nginx/access.log","host":"web-2","message":"%s","offset":4711,"source_type":"file",\
            "timestamp":"2026-11-22T08:57:29.301558423Z"}""".formatted(QUOTED);

    private final SliceDecoder decoder = new SliceDecoder(List.of(
            new ShippedTopic("auto", Form.AUTO, "", "prod", "", Map.of()),
            new ShippedTopic("fixed", Form.JSON, "api", "", "nginx.access", Map.of("log_format", "combined"))));

    @Test
    void takesTheLineOutOfFilebeatsEnvelope() {
        FileSlice slice = decode("auto", 17, FILEBEAT);

        assertThat(text(slice)).isEqualTo(LINE + "\n");
        assertThat(slice.source().host()).isEqualTo("web-1");
        assertThat(slice.source().path()).isEqualTo("/var/log/nginx/access.log");
        assertThat(slice.source().service()).isEqualTo("shop");
        assertThat(slice.source().environment()).isEqualTo("prod");
        assertThat(slice.source().parser()).isEqualTo("nginx.access");
        assertThat(slice.offset()).isEqualTo(17);
        assertThat(slice.single()).isTrue();
        assertThat(slice.place()).contains(new RecordPlace("auto", 1, 17));
    }

    @Test
    void takesTheLineOutOfFluentBitsEnvelope() {
        FileSlice slice = decode("auto", 17, FLUENT_BIT);

        assertThat(text(slice)).isEqualTo(LINE + "\n");
        assertThat(slice.source().service()).isEqualTo("nginx");
        assertThat(slice.source().resource())
                .containsEntry(Fields.K8S_POD, "shop-7d9")
                .containsEntry(Fields.K8S_NAMESPACE, "prod")
                .containsEntry(Fields.K8S_NODE, "node-3")
                .containsEntry(Fields.K8S_CONTAINER, "nginx");
    }

    @Test
    void takesTheLineOutOfVectorsEnvelope() {
        FileSlice slice = decode("fixed", 17, VECTOR);

        assertThat(text(slice)).isEqualTo(LINE + "\n");
        assertThat(slice.source().host()).isEqualTo("web-2");
        assertThat(slice.source().service()).isEqualTo("api");
        assertThat(slice.source().definition()).containsEntry("log_format", "combined");
    }

    @Test
    void takesOthersAsTheyAre() {
        assertThat(text(decode("auto", 1, LINE))).isEqualTo(LINE + "\n");
        assertThat(decode("auto", 1, LINE).source().service()).isEqualTo("auto");
        String monolog =
                "{\"message\":\"hello\",\"context\":{},\"level\":200,\"level_name\":\"INFO\",\"channel\":\"app\","
                        + "\"datetime\":\"2026-11-22T08:57:28.864170+00:00\",\"extra\":{}}";
        FileSlice own = decode("auto", 1, monolog);
        assertThat(text(own)).isEqualTo(monolog + "\n");
        assertThat(own.source().parser()).isEqualTo("laravel.json");
        assertThat(text(decode("fixed", 1, "{half an object"))).isEqualTo("{half an object\n");
        assertThatExceptionOfType(MalformedSliceException.class)
                .isThrownBy(() -> decoder.decode(record("auto", 1, null, null)));
    }

    @Test
    void keepsRecordsOfOneKeyTogether() {
        FileSlice first = decoder.decode(record("auto", 1, "host-a", FILEBEAT));
        FileSlice second = decoder.decode(record("auto", 2, "host-a", VECTOR));
        FileSlice other = decoder.decode(record("auto", 3, "host-b", VECTOR));

        assertThat(second.source().fileId()).isEqualTo(first.source().fileId());
        assertThat(other.source().fileId()).isNotEqualTo(first.source().fileId());
        assertThat(decode("auto", 4, FILEBEAT).source().fileId())
                .isNotEqualTo(decode("auto", 5, VECTOR).source().fileId());
    }

    private FileSlice decode(String topic, long offset, String value) {
        return decoder.decode(record(topic, offset, null, value));
    }

    private static String text(FileSlice slice) {
        return new String(slice.bytes(), StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, String key, String value) {
        return new ConsumerRecord<>(
                topic,
                1,
                offset,
                1_795_337_849_301L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
