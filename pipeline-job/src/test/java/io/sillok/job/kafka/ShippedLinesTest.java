package io.sillok.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sillok.job.kafka.ShippedTopic.Form;
import io.sillok.model.Fields;
import io.sillok.model.FileSlice;
import io.sillok.model.MalformedSliceException;
import io.sillok.model.RecordPlace;
import io.sillok.model.SliceSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** 2026-11-22T08:58:20Z, when Kafka had the record. */
    private static final long AFTERWARDS = 1_795_337_900_000L;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Filebeat and Vector; Fluent Bit's timestamp_format iso8601_ns, iso8601, double
                "'@timestamp':'2026-11-22T08:57:29.301Z'          | 2026-11-22T08:57:29.301Z",
                "'timestamp':'2026-11-22T08:57:29.301558423Z'     | 2026-11-22T08:57:29.301Z",
                "'@timestamp':'2026-11-22T08:57:29Z'              | 2026-11-22T08:57:29Z",
                "'@timestamp':1795337849.301558                   | 2026-11-22T08:57:29.301Z",
                // Fluent Bit's json_date_format epoch, epoch_ms, java_sql_timestamp, under its json_date_key
                "'date':1795337849                                | 2026-11-22T08:57:29Z",
                "'date':1795337849301                             | 2026-11-22T08:57:29.301Z",
                "'date':'2026-11-22 08:57:29.301558'              | 2026-11-22T08:57:29.301Z",
                // Docker's files, and what other senders make of numbers
                "'time':'2026-11-22T09:57:29.301558423+01:00'     | 2026-11-22T08:57:29.301Z",
                "'timestamp':'1795337849.301'                     | 2026-11-22T08:57:29.301Z",
                "'timestamp':1795337849301558                     | 2026-11-22T08:57:29.301Z",
                "'timestamp':1795337849301558423                  | 2026-11-22T08:57:29.301Z",
                // none, or none that can be
                "'timestamp':null                                 | 2026-11-22T08:58:20Z",
                "'timestamp':'soon'                               | 2026-11-22T08:58:20Z",
                "'timestamp':{'s':1795337849},'time':[1]          | 2026-11-22T08:58:20Z",
                "'timestamp':true                                 | 2026-11-22T08:58:20Z",
                "'timestamp':-5                                   | 2026-11-22T08:58:20Z",
                "'timestamp':1e300                                | 2026-11-22T08:58:20Z",
                "'timestamp':17953378493015584239999              | 2026-11-22T08:58:20Z",
                "'timestamp':'2026-11-22T08:58:20.001Z'           | 2026-11-22T08:58:20Z",
                "'timestamp':'2036-11-22T08:57:29Z'               | 2026-11-22T08:58:20Z",
                "'timestamp':'2026-11-15T08:58:19Z'               | 2026-11-22T08:58:20Z",
                "'timestamp':0                                    | 2026-11-22T08:58:20Z",
            })
    void wasReadWhenTheShipperSaysSo(String told, Instant read) {
        String value = "{" + told.replace('\'', '"') + ",\"message\":\"a line\"}";
        FileSlice slice = decoder.decode(record("auto", 17, null, value.getBytes(UTF_8), AFTERWARDS));

        assertThat(text(slice)).isEqualTo("a line\n");
        assertThat(slice.timestamp()).isEqualTo(read);
    }

    /** The shipper parsed the line, so that it is no text any more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'message':{'a':1},'timestamp':'2026-11-22T08:57:29Z'}                        | {'a':1}",
                "{'log':{'a':1},'stream':'stdout'}                                             | {'a':1}",
                "{'log':{'offset':7,'file':{'path':'/a.log'}},'json':{'a':1}}                  | {'a':1}",
                "{'log_processed':{'a':1},'stream':'stdout'}                                   | {'a':1}",
                "{'message':'','structured':{'a':1}}                                           | {'a':1}",
                "{'message':'text','json':{'a':1}}                                             | text",
                "{'message':{'n':0.10,'big':12345678901234567890123,'e':1E+400,'s':'é'}}       | {'n':0.10,'big':12345678901234567890123,'e':1E+400,'s':'é'}",
            })
    void takesALineThatTheShipperHasReadAsJson(String value, String line) {
        assertThat(text(decode("fixed", 17, value.replace('\'', '"')))).isEqualTo(line.replace('\'', '"') + "\n");
    }

    @Test
    void monologsObjectInsideAnEnvelopeIsMonologs() {
        FileSlice slice = decode("auto", 17, """
                {"timestamp":"2026-11-22T08:57:29Z","file":"/srv/shop/storage/logs/laravel.log","message":{"message":"hello",\
                "context":{},"level":200,"level_name":"INFO","channel":"app","datetime":"2026-11-22T08:57:28.864170+00:00"}}""");

        assertThat(slice.source().parser()).isEqualTo("laravel.json");
        assertThat(slice.source().path()).isEqualTo("/srv/shop/storage/logs/laravel.log");
    }

    @Test
    void findsNamesInKeysWithDotsToo() {
        SliceSource source = decode("fixed", 17, """
                        {"message":"x","log.file.path":"/var/log/a.log","host.name":"web-3","service.version":"1.4.2",\
                        "deployment.environment":"prod","kubernetes.pod_name":"shop-7d9"}""").source();

        assertThat(source.path()).isEqualTo("/var/log/a.log");
        assertThat(source.host()).isEqualTo("web-3");
        assertThat(source.environment()).isEqualTo("prod");
        assertThat(source.resource())
                .containsEntry(Fields.SERVICE_VERSION, "1.4.2")
                .containsEntry(Fields.K8S_POD, "shop-7d9");
    }

    /** Vector, kubernetes_logs source. */
    @Test
    void takesWhatVectorSaysOfKubernetes() {
        SliceSource source = decode("auto", 17, """
                        {"file":"/var/log/pods/prod_shop-7d9_0b1f/nginx/0.log","kubernetes":{"container_id":"containerd://5d41",\
                        "container_image":"nginx:1.27","container_name":"nginx","namespace_labels":{},"pod_ip":"10.1.0.7",\
                        "pod_labels":{"app.kubernetes.io/name":"shop"},"pod_name":"shop-7d9","pod_namespace":"prod",\
                        "pod_node_name":"node-3","pod_uid":"0b1f"},"message":"%s","source_type":"kubernetes_logs",\
                        "stream":"stdout","timestamp":"2026-11-22T08:57:29.301558423Z"}""".formatted(QUOTED)).source();

        assertThat(source.service()).isEqualTo("shop");
        assertThat(source.resource())
                .containsEntry(Fields.K8S_NAMESPACE, "prod")
                .containsEntry(Fields.K8S_POD_UID, "0b1f")
                .containsEntry(Fields.K8S_NODE, "node-3")
                .containsEntry(Fields.CONTAINER_ID, "containerd://5d41");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"message\":\"a\"}]",
                "{\"message\":[\"a\"]}",
                "{\"message\":7}",
                "{\"message\":{}}",
                "{\"log\":{\"offset\":7}}",
                "{\"message\":null,\"log\":false}",
                "{\"message\":\"a\"} {}",
                "{}",
                "{",
                "\"message\"",
                "nul",
            })
    void whatHoldsNoLineIsALineItself(String value) {
        assertThat(text(decode("fixed", 17, value))).isEqualTo(value + "\n");
        assertThat(text(decode("auto", 17, value))).isEqualTo(value + "\n");
    }

    @Test
    void namesThatAreNoneAreLeftOut() {
        String longName = "x".repeat(100_000);
        SliceSource source = decode("auto", 17, """
                        {"message":"x","host":{"name":["a"]},"hostname":7,"file":"%s","service":"a\\nb","kubernetes":"none"}""".formatted(longName)).source();

        assertThat(source.host()).isEmpty();
        assertThat(source.path()).isEqualTo("auto");
        assertThat(source.service()).isEqualTo("auto");
        assertThat(source.resource()).isEmpty();
    }

    @Test
    void depthAndSizeCostNoMoreThanTheyMust() {
        String deep = "{\"message\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_001);
        assertThat(text(decode("fixed", 17, deep))).isEqualTo(deep + "\n");
        String line = "a line ".repeat(100_000);
        assertThat(text(decode("fixed", 17, "{\"message\":\"" + line + "\"}"))).isEqualTo(line + "\n");
    }

    /** Fluent Bit passes bytes on as they are. */
    @Test
    void aByteThatIsNoCharacterCostsACharacter() {
        byte[] value = "{\"@timestamp\":1795337849.3,\"log\":\"GET /caf? HTTP\",\"host\":\"web-1\"}".getBytes(UTF_8);
        value[new String(value, UTF_8).indexOf('?')] = (byte) 0xe9;
        FileSlice slice = decoder.decode(record("fixed", 17, null, value, AFTERWARDS));

        assertThat(text(slice)).isEqualTo("GET /caf\uFFFD HTTP\n");
        assertThat(slice.source().host()).isEqualTo("web-1");
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
        return new String(slice.bytes(), UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, String key, String value) {
        return record(topic, offset, key, value == null ? null : value.getBytes(UTF_8), 1_795_337_849_301L);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, String key, byte[] value, long timestamp) {
        return new ConsumerRecord<>(
                topic,
                1,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
