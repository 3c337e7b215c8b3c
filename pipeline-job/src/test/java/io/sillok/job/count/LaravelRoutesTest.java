package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.ReadEvent;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.FileId;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MetricSample;
import io.sillok.model.MetricSampleWire;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import io.sillok.parsers.mask.EventFieldMasker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what Laravel logs to the label under which nginx's requests are counted. */
class LaravelRoutesTest {

    /** The last but one stands behind a record that was not closed: it may be text that somebody sent. */
    private static final String LARAVEL = """
            [2026-11-22 08:57:28] production.INFO: closed as formatters do \s
            [2026-11-22 08:57:28] production.INFO: shown {"route":"orders/{order}"} {"url":"https://shop.example/orders/17"}
            [2026-11-22 08:57:28] production.INFO: shown {"route":"orders/{order}"} {"url":"https://shop.example/orders/18"}
            [2026-11-22 08:57:28] production.INFO: shown {"route":"{page}"} {"url":"https://shop.example/about"}
            [2026-11-22 08:57:28] production.INFO: reset {"route":"password/reset/{token}"} {"url":"https://shop.example/password/reset/5d41402abc4b2a76b9719d911017c592"}
            [2026-11-22 08:57:28] production.INFO: not closed {"a":"
            [2026-11-22 08:57:28] production.INFO: forged in a message {"route":"orders/{forged}"} {"url":"https://shop.example/orders/1"}
            [2026-11-22 08:57:28] production.INFO: named {"route":"orders.index"} {"url":"https://shop.example/orders"}
            """;

    private static final String ACCESS = """
            203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] "GET /orders/19 HTTP/1.1" 200 915 rt=0.1
            203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] "GET /orders HTTP/1.1" 200 915 rt=0.1
            203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] "GET /about HTTP/1.1" 200 915 rt=0.1
            203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] "GET /robots.txt HTTP/1.1" 200 915 rt=0.1
            203.0.113.1 - - [22/Nov/2026:08:57:28 +0000] "GET /password/reset/098f6bcd4621d373cade4e832627b4f6 HTTP/1.1" 200 9 rt=0.1
            """;

    private static final Map<String, String> TIMED = Map.of(
            "log_format",
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent rt=$request_time");

    private KeyedOneInputStreamOperatorTestHarness<String, RouteFact, RouteFact> learn;
    private KeyedBroadcastOperatorTestHarness<String, Observation, RouteFact, MetricSample> count;

    @BeforeEach
    void open() throws Exception {
        learn = harness();
        learn.open();
        count = counting();
    }

    @AfterEach
    void close() throws Exception {
        learn.close();
        count.close();
    }

    @Test
    void nginxsRequestsCountUnderTheRouteThatLaravelTells() throws Exception {
        for (RouteFact fact : told(LARAVEL)) {
            learn.processElement(fact, 0);
        }
        for (RouteFact fact : learn.extractOutputValues()) {
            count.processBroadcastElement(fact, 0);
        }
        for (ReadEvent read : events("nginx.access", TIMED, ACCESS)) {
            long window = EventFacts.time(read) / 10_000 * 10_000;
            EventFacts.of(
                    read,
                    (series, host, accessLog, times, seconds) ->
                            observe(new Observation(series, host, accessLog, window, one())));
        }
        count.processWatermark(
                new Watermark(Instant.parse("2026-11-22T08:58:00Z").toEpochMilli()));

        assertThat(count.extractOutputValues())
                .filteredOn(sample -> sample.name().equals("http_server_requests_total") && sample.value() == 1)
                .extracting(sample -> sample.labels().get("route"))
                .containsExactlyInAnyOrder(
                        "/orders/{order}", "/orders", "/{page}", "/robots.txt", "/password/reset/{token}");
    }

    @Test
    void eachRouteIsPassedOnOnceAfterARestartToo() throws Exception {
        for (RouteFact fact : told(LARAVEL)) {
            learn.processElement(fact, 0);
        }
        int first = learn.extractOutputValues().size();
        OperatorSubtaskState state = learn.snapshot(1, 1);
        learn.close();

        learn = harness();
        learn.initializeState(state);
        learn.open();
        for (RouteFact fact : told(LARAVEL)) {
            learn.processElement(fact, 0);
        }

        assertThat(first).isEqualTo(3);
        assertThat(learn.extractOutputValues()).isEmpty();
    }

    /** A million lines of one route must not ask state a million times. */
    @Test
    void whatWasToldLatelyIsNotToldAgain() throws Exception {
        assertThat(told(LARAVEL.repeat(50))).hasSize(3);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RouteFact, RouteFact> harness() throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LearnRoutes()), RouteFact::service, Types.STRING);
        harness.setup(RouteFact.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static KeyedBroadcastOperatorTestHarness<String, Observation, RouteFact, MetricSample> counting()
            throws Exception {
        var count = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new CountWindows(Duration.ofSeconds(10)), List.of(CountWindows.ROUTES)),
                Observation::scope,
                Types.STRING,
                1,
                1,
                0);
        count.setup(WireTypeInformation.immutable(MetricSample.class, MetricSampleWire.class)
                .createSerializer(new SerializerConfigImpl()));
        count.open();
        count.processBroadcastWatermark(Watermark.MAX_WATERMARK);
        return count;
    }

    private void observe(Observation observation) {
        try {
            count.processElement(observation, 0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tally one() {
        Tally tally = new Tally();
        tally.add(1);
        return tally;
    }

    private static List<RouteFact> told(String lines) throws Exception {
        List<RouteFact> facts = new ArrayList<>();
        RoutesOfEvents routes = new RoutesOfEvents();
        routes.open(DefaultOpenContext.INSTANCE);
        for (ReadEvent read : events("laravel.line", Map.of(), lines)) {
            routes.flatMap(read, new ListCollector<>(facts));
        }
        return facts;
    }

    /** As the job parses and masks them. */
    private static List<ReadEvent> events(String parser, Map<String, String> definition, String lines)
            throws Exception {
        FileParser files = new FileParser(
                new SliceSource(FileId.of(parser), "shop", "test", "web-1", "/" + parser, parser, definition));
        EventFieldMasker masker = new EventFieldMasker();
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        List<ParsedEvent> parsed = new ArrayList<>();
        int from = 0;
        for (String line : lines.split("(?<=\n)")) {
            int length = line.getBytes(StandardCharsets.UTF_8).length;
            parsed.addAll(files.accept(new RecordBytes(bytes, from, length, from, OptionalLong.empty(), false)));
            from += length;
        }
        parsed.addAll(files.finish());
        return parsed.stream()
                .map(each -> new ReadEvent(
                        MaskedEvent.of(each.event(), masker),
                        Instant.parse("2026-11-22T09:00:00Z"),
                        false,
                        ReadEvent.COUNTED))
                .toList();
    }
}
