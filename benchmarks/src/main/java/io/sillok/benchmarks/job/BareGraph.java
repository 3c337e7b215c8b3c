package io.sillok.benchmarks.job;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** What is left if nothing is done: lines from Kafka, each a record, straight to nowhere. */
final class BareGraph implements Graph {

    @Override
    public void build(StreamExecutionEnvironment environment, Input input) {
        lines(environment, input, KafkaRecordDeserializationSchema.valueOnly(new SimpleStringSchema()))
                .map(line -> {
                    Arrived.add(1);
                    return line;
                })
                .sinkTo(new DiscardingSink<>());
    }

    static <T> DataStream<T> lines(
            StreamExecutionEnvironment environment, Input input, KafkaRecordDeserializationSchema<T> form) {
        KafkaSource<T> source = KafkaSource.<T>builder()
                .setBootstrapServers(input.bootstrapServers())
                .setTopics(input.lines())
                .setGroupId("bench")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(form)
                .build();
        return environment.fromSource(source, WatermarkStrategy.noWatermarks(), "lines");
    }
}
