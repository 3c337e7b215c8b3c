package io.sillok.parsers.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.SliceSource;
import io.sillok.parsers.FileParser;
import io.sillok.parsers.ParsedEvent;
import io.sillok.parsers.RecordBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form in which tracers and servers write ids into logs, read by the parsers of those logs. */
class IdFormsTest {

    private static final String FULL = "a7eed08ba9a1ebfa9649c0ee1ba66b31";
    private static final String LOW = "00000000000000009649c0ee1ba66b31";
    /** The low half and the span as unsigned decimals: both are above 2^63 or near it. */
    private static final String LOW_DECIMAL = Long.toUnsignedString(0x9649c0ee1ba66b31L);

    private static final String SPAN = "e0baa1be1085f2b5";
    private static final String SPAN_DECIMAL = Long.toUnsignedString(0xe0baa1be1085f2b5L);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            OpenTelemetry in extra              | {}  | {"trace_id":"FULL","span_id":"SPAN","trace_flags":"01"}         | FULL
            OpenTelemetry in context            | {"trace_id":"FULL","span_id":"SPAN"} | {}                             | FULL
            ddtrace, 128 bits in hex            | {"dd.trace_id":"FULL","dd.span_id":"SPAN_D"} | {}                     | FULL
            ddtrace, 64 bits in decimal         | {"dd.trace_id":"LOW_D","dd.span_id":"SPAN_D"} | {}                    | LOW
            ddtrace, bare numbers               | {"dd.trace_id":LOW_D,"dd.span_id":SPAN_D} | {}                        | LOW
            ddtrace by hand, nested             | {}  | {"dd":{"trace_id":"LOW_D","span_id":"SPAN_D"}}                  | LOW
            ddtrace, 128 bits in decimal        | {"dd.trace_id":"223203949823094820394820394820394820","dd.span_id":"SPAN_D"} | {} | 002afccdeb22ec3e5e38dd59f1695f44
            ddtrace with the high half apart    | {"dd.trace_id":"LOW_D","dd.span_id":"SPAN_D","_dd.p.tid":"a7eed08ba9a1ebfa"} | {} | FULL
            high half without leading zeros     | {"dd.trace_id":"LOW_D","dd.span_id":"SPAN_D","_dd.p.tid":"7eed"} | {} | 0000000000007eed9649c0ee1ba66b31
            both tracers in one record          | {"dd.trace_id":"LOW_D","dd.span_id":"SPAN_D"} | {"trace_id":"FULL"}     | FULL
            W3C header                          | {"traceparent":"00-FULL-SPAN-01"} | {}                                | FULL
            B3, 128 bits                        | {"b3":"FULL-SPAN-1-05e3ac9a4f6e3b90"} | {}                            | FULL
            B3, 64 bits                         | {"b3":"9649c0ee1ba66b31-SPAN-d"} | {}                                 | LOW
            Amazon                              | {"x-amzn-trace-id":"Root=1-a7eed08b-a9a1ebfa9649c0ee1ba66b31;Parent=SPAN;Sampled=1"} | {} | FULL
            Amazon through a load balancer      | {"x-amzn-trace-id":"Self=1-67891234-12456789abcdef012345678;Root=1-a7eed08b-a9a1ebfa9649c0ee1ba66b31;Parent=SPAN"} | {} | FULL
            Sentry                              | {"sentry-trace":"FULL-SPAN-1"} | {}                                   | FULL
            Laravel's Context under its own key | {}  | {"shop_trace":"FULL","shop_span":"SPAN"}                        | FULL
            """)
    void inLaravelsRecords(String name, String context, String extra, String trace) {
        String record = filled("[2026-11-22 08:57:28] production.INFO: A line " + context + ' ' + extra);
        LogEvent event = parsed(
                "laravel.line", Map.of("trace_id_keys", "SHOP_TRACE, other", "span_id_keys", "shop_span"), record);

        assertThat(event.traceId()).map(Object::toString).contains(filled(trace));
        assertThat(event.spanId()).map(Object::toString).contains(SPAN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ddtrace at the end of the message   | [dd.trace_id="LOW_D" dd.span_id="SPAN_D" dd.service="shop" dd.version="1" dd.env="p"] | LOW
            ddtrace, 128 bits                   | [dd.trace_id="FULL" dd.span_id="SPAN_D"]                             | FULL
            Datadog's recipe without quotes     | [dd.trace_id=LOW_D dd.span_id=SPAN_D]                                | LOW
            """)
    void inMessages(String name, String suffix, String trace) {
        LogEvent event = parsed(
                "laravel.line", Map.of(), filled("[2026-11-22 08:57:28] production.INFO: A line " + suffix + "  "));

        assertThat(event.traceId()).map(Object::toString).contains(filled(trace));
        assertThat(event.spanId()).map(Object::toString).contains(SPAN);
        assertThat(event.body()).isEqualTo("A line");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            $http_traceparent                       | 00-FULL-SPAN-01                                             | FULL
            $otel_trace_id $otel_span_id            | FULL SPAN                                                   | FULL
            $opentelemetry_trace_id $opentelemetry_span_id | FULL SPAN                                            | FULL
            $http_b3                                | FULL-SPAN-1                                                 | FULL
            $http_x_b3_traceid $http_x_b3_spanid    | 9649c0ee1ba66b31 SPAN                                       | LOW
            $http_x_datadog_trace_id $http_x_datadog_parent_id | LOW_D SPAN_D                                     | LOW
            $http_x_amzn_trace_id                   | Root=1-a7eed08b-a9a1ebfa9649c0ee1ba66b31;Parent=SPAN;Sampled=1 | FULL
            $http_sentry_trace                      | FULL-SPAN                                                   | FULL
            $http_uber_trace_id                     | 9649c0ee1ba66b31:SPAN:0:1                                   | LOW
            """)
    void inNginxVariables(String variables, String values, String trace) {
        LogEvent event = parsed(
                "nginx.access", Map.of("log_format", "$remote_addr " + variables), filled("203.0.113.1 " + values));

        assertThat(event.traceId()).map(Object::toString).contains(filled(trace));
        assertThat(event.spanId()).map(Object::toString).contains(SPAN);
    }

    @Test
    void aRequestIdIsNoTraceIdThoughItLooksLikeOne() {
        LogEvent nginx =
                parsed("nginx.access", Map.of("log_format", "$remote_addr $request_id"), "203.0.113.1 " + FULL);
        LogEvent laravel = parsed(
                "laravel.line", Map.of(), filled("[2026-11-22 08:57:28] p.INFO: x {\"X-Request-Id\":\"FULL\"} "));

        assertThat(List.of(nginx, laravel)).allSatisfy(event -> {
            assertThat(event.traceId()).isEmpty();
            assertThat(event.text(Fields.REQUEST_ID)).contains(FULL);
        });
    }

    /** One in two thousand ids of 64 bits has no letter among its hex digits, or sixteen digits as a decimal. */
    @Test
    void theNameTellsDecimalFromHex() {
        LogEvent datadog = parsed(
                "laravel.line",
                Map.of(),
                "[2026-11-22 08:57:28] p.INFO: x {\"dd.trace_id\":\"1234567890123456\",\"dd.span_id\":\"6543210987654321\"} ");
        LogEvent otel = parsed(
                "laravel.line",
                Map.of(),
                filled("[2026-11-22 08:57:28] p.INFO: x {\"trace_id\":\"FULL\",\"span_id\":\"1234567890123456\"} "));

        assertThat(datadog.traceId().orElseThrow().low()).isEqualTo(1234567890123456L);
        assertThat(datadog.spanId().orElseThrow().value()).isEqualTo(6543210987654321L);
        assertThat(otel.spanId().orElseThrow().hex()).isEqualTo("1234567890123456");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            00-FULL-SPAN-00                             | false | false
            00-FULL-SPAN-01                             | true  | false
            FULL-SPAN-0                                 | false | false
            ff-FULL-SPAN-01                             | true  | true
            00-00000000000000000000000000000000-SPAN-01 | true  | true
            00-FULL-0000000000000000-01                 | true  | true
            00-FULL-SPAN                                | true  | true
            00-FULL-SPAN-01-more                        | true  | true
            rubbish                                     | true  | true
            -                                           | true  | false
            """)
    void saysWhyNoSpanWillCome(String header, boolean sampled, boolean invalid) {
        LogEvent event = parsed(
                "nginx.access",
                Map.of("log_format", "$remote_addr \"$http_traceparent\""),
                filled("203.0.113.1 \"" + header + '"'));

        assertThat(event.attributes().containsKey(Fields.TRACE_SAMPLED)).isEqualTo(!sampled);
        assertThat(event.attributes().containsKey(Fields.TRACE_ID_INVALID)).isEqualTo(invalid);
        assertThat(event.traceId().isPresent()).isEqualTo(!invalid && !header.equals("-"));
    }

    @Test
    void laravelsFlagsSaySoToo() {
        LogEvent event = parsed(
                "laravel.line",
                Map.of(),
                filled("[2026-11-22 08:57:28] p.INFO: x  {\"trace_id\":\"FULL\",\"trace_flags\":\"00\"}"));

        assertThat(event.attributes()).containsEntry(Fields.TRACE_SAMPLED, false);
    }

    private static String filled(String text) {
        return text.replace("SPAN_D", SPAN_DECIMAL)
                .replace("LOW_D", LOW_DECIMAL)
                .replace("FULL", FULL)
                .replace("LOW", LOW)
                .replace("SPAN", SPAN);
    }

    private static LogEvent parsed(String parser, Map<String, String> definition, String line) {
        FileParser file = new FileParser(
                new SliceSource(FileId.of("ids"), "shop", "test", "web-1", "/logs/a", parser, definition));
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        List<ParsedEvent> events =
                new ArrayList<>(file.accept(new RecordBytes(bytes, 0, bytes.length, 0, OptionalLong.empty(), false)));
        events.addAll(file.finish());
        return events.get(events.size() - 1).event();
    }
}
