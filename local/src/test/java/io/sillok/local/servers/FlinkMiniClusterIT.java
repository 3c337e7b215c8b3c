package io.sillok.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkMiniClusterIT {
    private static final int RECORDS = 500;
    // The sink's records carry the end of their window, and a broker refuses times in the future.
    private static final Instant EVENT_TIME = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    Path folder;

    @Test
    void drainFiresOpenWindowsAndCommits() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), KafkaBroker.ANY_PORT);
                FlinkMiniCluster flink = FlinkMiniCluster.start(folder.resolve("flink"), 2)) {
            String kafka = broker.bootstrapServers();
            broker.createTopics(List.of(TopicSpec.of("in", 2), TopicSpec.of("passed", 1), TopicSpec.of("counted", 1)));
            Records.produce(
                    kafka,
                    "in",
                    EVENT_TIME,
                    IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList());

            StreamExecutionEnvironment environment = flink.environment();
            build(environment, kafka);
            JobClient job = flink.submit(environment);
            // The first topic tells that all was read; the open window has counted as much and told nothing yet.
            assertThat(Records.read(kafka, "passed", RECORDS)).hasSize(RECORDS);

            String savepoint = flink.drain(job).get(60, TimeUnit.SECONDS);

            job.getJobExecutionResult().get(20, TimeUnit.SECONDS);
            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
            assertThat(savepoint).startsWith("file:");
            assertThat(values(kafka, "counted")).containsExactly(Integer.toString(RECORDS));
        }
    }

    @Test
    void aSuspendedJobGoesOnInANewCluster() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), KafkaBroker.ANY_PORT)) {
            String kafka = broker.bootstrapServers();
            broker.createTopics(List.of(TopicSpec.of("in", 2), TopicSpec.of("passed", 1), TopicSpec.of("counted", 1)));
            Records.produce(kafka, "in", EVENT_TIME, List.of("one", "two"));
            try (FlinkMiniCluster flink = FlinkMiniCluster.start(folder.resolve("flink"), 2)) {
                StreamExecutionEnvironment environment = flink.environment();
                build(environment, kafka);
                JobClient job = flink.resume(environment);
                assertThat(Records.read(kafka, "passed", 2)).hasSize(2);
                flink.suspend(job).get(60, TimeUnit.SECONDS);
            }
            Records.produce(kafka, "in", EVENT_TIME, List.of("three"));
            try (FlinkMiniCluster flink = FlinkMiniCluster.start(folder.resolve("flink"), 2)) {
                StreamExecutionEnvironment environment = flink.environment();
                build(environment, kafka);
                JobClient job = flink.resume(environment);
                assertThat(Records.read(kafka, "passed", 3)).hasSize(3);
                flink.drain(job).get(60, TimeUnit.SECONDS);
            }
            assertThat(values(kafka, "counted")).containsExactly("3");
        }
    }

    private static List<String> values(String kafka, String topic) {
        return Records.read(kafka, topic, 1).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static void build(StreamExecutionEnvironment environment, String kafka) {
        environment.enableCheckpointing(500);
        var source = KafkaSource.<String>builder()
                .setBootstrapServers(kafka)
                .setTopics("in")
                .setGroupId("drain")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
        var records = environment
                .fromSource(source, WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofSeconds(5)), "records")
                .uid("records");
        records.sinkTo(sink(kafka, "passed")).uid("passed");
        records.map(record -> Tuple2.of("all", 1))
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .keyBy(count -> count.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofDays(1)))
                .reduce((one, other) -> Tuple2.of(one.f0, one.f1 + other.f1))
                .uid("count")
                .map(count -> Integer.toString(count.f1))
                .sinkTo(sink(kafka, "counted"))
                .uid("counted");
    }

    /** Commits a transaction with each checkpoint, and a last one when the job is drained. */
    private static KafkaSink<String> sink(String kafka, String topic) {
        return KafkaSink.<String>builder()
                .setBootstrapServers(kafka)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(topic)
                .setProperty("transaction.timeout.ms", "600000")
                .setRecordSerializer(KafkaRecordSerializationSchema.builder()
                        .setTopic(topic)
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .build();
    }
}
