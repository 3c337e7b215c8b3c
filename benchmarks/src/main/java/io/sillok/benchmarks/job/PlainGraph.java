package io.sillok.benchmarks.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.krakens.grok.api.Grok;
import io.krakens.grok.api.GrokCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The same as one writes it in an afternoon: java-grok into maps, masking by regular expressions, dedupe and trace by keyed
 * state, a count by window, documents by Jackson.
 */
final class PlainGraph implements Graph {

    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

    @Override
    public void build(StreamExecutionEnvironment environment, Input input) {
        DataStream<Map<String, Object>> events = BareGraph.lines(environment, input, new Numbered())
                .map(new Parse(input.pattern()))
                .returns(new TypeHint<Map<String, Object>>() {})
                .map(new Mask())
                .returns(new TypeHint<Map<String, Object>>() {})
                .keyBy(event -> (String) event.get("id"), Types.STRING)
                .filter(new First());
        events.keyBy(event -> (String) event.getOrDefault("trace_id", event.get("id")), Types.STRING)
                .map(new Correlate())
                .returns(new TypeHint<Map<String, Object>>() {})
                .map(new Write())
                .sinkTo(new DiscardingSink<>());
        events.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Map<String, Object>>forBoundedOutOfOrderness(Duration.ofSeconds(3))
                                .withTimestampAssigner((event, none) -> (long) event.get("time")))
                .keyBy(event -> event.get("verb") + " " + event.get("response"), Types.STRING)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(10)))
                .aggregate(new Count())
                .sinkTo(new DiscardingSink<>());
    }

    /** Each line with a name that it keeps. */
    private static final class Numbered implements KafkaRecordDeserializationSchema<Tuple2<String, String>> {

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<String, String>> out) {
            out.collect(Tuple2.of(
                    record.topic() + '-' + record.partition() + '-' + record.offset(),
                    new String(record.value(), StandardCharsets.UTF_8)));
        }

        @Override
        public TypeInformation<Tuple2<String, String>> getProducedType() {
            return Types.TUPLE(Types.STRING, Types.STRING);
        }
    }

    private static final class Parse extends RichMapFunction<Tuple2<String, String>, Map<String, Object>> {

        private final String pattern;
        private transient Grok grok;

        Parse(String pattern) {
            this.pattern = pattern;
        }

        @Override
        public void open(OpenContext context) {
            GrokCompiler compiler = GrokCompiler.newInstance();
            compiler.registerDefaultPatterns();
            grok = compiler.compile(pattern, true);
        }

        @Override
        public Map<String, Object> map(Tuple2<String, String> numbered) {
            String line = numbered.f1;
            Map<String, Object> event = new HashMap<>(grok.match(line).capture());
            event.put("message", line);
            event.put("id", numbered.f0);
            event.values().removeIf(value -> value == null);
            Object time = event.remove("timestamp");
            event.put(
                    "time",
                    time == null
                            ? 0L
                            : OffsetDateTime.parse((String) time, TIME)
                                    .toInstant()
                                    .toEpochMilli());
            if (event.get("traceparent") instanceof String parent && parent.length() == 55) {
                event.put("trace_id", parent.substring(3, 35));
            }
            return event;
        }
    }

    private static final class Mask extends RichMapFunction<Map<String, Object>, Map<String, Object>> {

        private static final List<Pattern> RULES = List.of(
                Pattern.compile("[\\w.+-]+(@|%40)[\\w-]+\\.[\\w.-]+"),
                Pattern.compile("(?i)(?<=(password|passwd|token|secret|api_key|apikey|session)=)[^&\\s\"]+"),
                Pattern.compile("\\b\\d(?:[ -]?\\d){12,18}\\b"),
                Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+"),
                Pattern.compile("(?i)\\b(?:bearer|basic) [\\w.~+/-]+=*"));

        @Override
        public Map<String, Object> map(Map<String, Object> event) {
            event.replaceAll((name, value) -> value instanceof String text && !name.equals("id") ? mask(text) : value);
            return event;
        }

        private static String mask(String text) {
            String masked = text;
            for (Pattern rule : RULES) {
                masked = rule.matcher(masked).replaceAll("***");
            }
            return masked;
        }
    }

    private static final class First extends RichFilterFunction<Map<String, Object>> {

        private transient ValueState<Boolean> seen;

        @Override
        public void open(OpenContext context) {
            ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Types.BOOLEAN);
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
            seen = getRuntimeContext().getState(descriptor);
        }

        @Override
        public boolean filter(Map<String, Object> event) throws Exception {
            boolean first = seen.value() == null;
            seen.update(true);
            return first;
        }
    }

    /** The first span of the trace adds its name; in this race there are no spans. */
    private static final class Correlate extends RichMapFunction<Map<String, Object>, Map<String, Object>> {

        private transient ValueState<String> span;

        @Override
        public void open(OpenContext context) {
            ValueStateDescriptor<String> descriptor = new ValueStateDescriptor<>("span", Types.STRING);
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
            span = getRuntimeContext().getState(descriptor);
        }

        @Override
        public Map<String, Object> map(Map<String, Object> event) throws Exception {
            if (span.value() != null) {
                event.put("span", span.value());
            } else if (event.containsKey("span")) {
                span.update((String) event.get("span"));
            }
            return event;
        }
    }

    private static final class Write extends RichMapFunction<Map<String, Object>, byte[]> {

        private transient ObjectMapper json;

        @Override
        public void open(OpenContext context) {
            json = new ObjectMapper();
        }

        @Override
        public byte[] map(Map<String, Object> event) throws JsonProcessingException {
            byte[] document = json.writeValueAsBytes(event);
            Arrived.add(1);
            return document;
        }
    }

    private static final class Count implements AggregateFunction<Map<String, Object>, Long, Long> {

        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Map<String, Object> event, Long count) {
            return count + 1;
        }

        @Override
        public Long getResult(Long count) {
            return count;
        }

        @Override
        public Long merge(Long one, Long other) {
            return one + other;
        }
    }
}
