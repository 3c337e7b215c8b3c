package io.sillok.parsers.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.sillok.model.Span;
import io.sillok.model.SpanId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpSpansTest {

    private static final String TRACE = "f3f9cec2c57ce8d54ba118112f236813";
    private static final String SPAN = "6043e3ac1b2ff8cc";

    private static final String JSON = """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
            "scopeSpans":[{"spans":[{"traceId":"f3f9cec2c57ce8d54ba118112f236813","spanId":"6043e3ac1b2ff8cc",
            "parentSpanId":"8d19ac0978673f3c","name":"GET /","kind":KIND,"startTimeUnixNano":"1795344420972038001",
            "endTimeUnixNano":1795344421078343000,"status":{"code":"STATUS_CODE_ERROR"},
            "attributes":[{"key":"http.response.status_code","value":{"intValue":"200"}},
            {"key":"tags","value":{"arrayValue":{"values":[{"stringValue":"a"},{"boolValue":true}]}}}]}]}]}]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"SPAN_KIND_SERVER\""})
    void readsJsonWithEnumerationsAsNumbersOrNames(String kind) throws Exception {
        Span span = only(OtlpSpans.decode(JSON.replace("KIND", kind).getBytes(StandardCharsets.UTF_8), ""));

        assertThat(span.traceId().hex()).isEqualTo(TRACE);
        assertThat(span.spanId().hex()).isEqualTo(SPAN);
        assertThat(span.parentSpanId()).map(SpanId::hex).contains("8d19ac0978673f3c");
        assertThat(span.kind()).isEqualTo("server");
        assertThat(span.status()).isEqualTo("error");
        assertThat(span.start()).isEqualTo(Instant.parse("2026-11-22T10:47:00.972038001Z"));
        assertThat(span.end()).isEqualTo(Instant.parse("2026-11-22T10:47:01.078343Z"));
        assertThat(span.service()).contains("shop");
        assertThat(span.attributes()).isEqualTo(Map.of("http.response.status_code", 200L, "tags", List.of("a", true)));
    }

    @Test
    void readsProtobufAsTheSameSpan() throws Exception {
        byte[] body = TracesData.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(io.opentelemetry.proto.trace.v1.Span.newBuilder()
                                        .setTraceId(hex(TRACE))
                                        .setSpanId(hex(SPAN))
                                        .setParentSpanId(hex("8d19ac0978673f3c"))
                                        .setName("GET /")
                                        .setKindValue(2)
                                        .setStartTimeUnixNano(1795344420972038001L)
                                        .setEndTimeUnixNano(1795344421078343000L)
                                        .setStatus(Status.newBuilder().setCodeValue(2))
                                        .addAttributes(KeyValue.newBuilder()
                                                .setKey("http.response.status_code")
                                                .setValue(AnyValue.newBuilder().setIntValue(200))))))
                .build()
                .toByteArray();

        Span span = only(OtlpSpans.decode(body, ""));

        Span json =
                only(OtlpSpans.decode(JSON.replace("KIND", "2").getBytes(StandardCharsets.UTF_8), "application/json"));
        assertThat(span.attributes()).containsEntry("http.response.status_code", 200L);
        assertThat(span.start()).isEqualTo(json.start());
        assertThat(List.of(
                        span.traceId(),
                        span.spanId(),
                        span.parentSpanId(),
                        span.kind(),
                        span.status(),
                        span.resource()))
                .isEqualTo(List.of(
                        json.traceId(),
                        json.spanId(),
                        json.parentSpanId(),
                        json.kind(),
                        json.status(),
                        json.resource()));
        assertThat(OtlpSpans.decode(body, "application/x-protobuf")).hasSize(1);
    }

    @Test
    void readsEverySpanOfTheShop() throws Exception {
        int spans = 0;
        for (String line : Files.readAllLines(Path.of("../samples/shop/spans/otlp.jsonl"))) {
            List<Span> decoded = OtlpSpans.decode(line.getBytes(StandardCharsets.UTF_8), "");
            assertThat(decoded).allMatch(span -> span.service().equals(java.util.Optional.of("shop")));
            spans += decoded.size();
        }
        assertThat(spans).isGreaterThan(200);
    }

    @Test
    void readsABareSpanAndAnArrayOfThem() throws Exception {
        String bare = "{\"traceId\":\"" + TRACE + "\",\"spanId\":\"" + SPAN + "\",\"name\":\"x\"}";

        assertThat(OtlpSpans.decode(bare.getBytes(StandardCharsets.UTF_8), "")).hasSize(1);
        assertThat(OtlpSpans.decode(("[" + bare + "," + bare + "]").getBytes(StandardCharsets.UTF_8), "json"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceSpans\":[",
                "{\"hello\":1}",
                "{\"resourceSpans\":{}}",
                "{\"traceId\":\"00000000000000000000000000000000\",\"spanId\":\"6043e3ac1b2ff8cc\"}",
                "{\"traceId\":\"f3f9cec2c57ce8d54ba118112f236813\",\"spanId\":\"6043e3ac1b2ff8cc\",\"startTimeUnixNano\":\"soon\"}",
                "neither",
                "17"
            })
    void saysSoIfItIsNone(String body) {
        assertThatThrownBy(() -> OtlpSpans.decode(body.getBytes(StandardCharsets.UTF_8), ""))
                .isInstanceOf(MalformedSpansException.class);
    }

    @Test
    void neverGivesSomeOfTheSpans() {
        String two = "[{\"traceId\":\"" + TRACE + "\",\"spanId\":\"" + SPAN + "\"},{\"traceId\":\"" + TRACE
                + "\",\"spanId\":\"0000000000000000\"}]";

        assertThatThrownBy(() -> OtlpSpans.decode(two.getBytes(StandardCharsets.UTF_8), "application/json"))
                .isInstanceOf(MalformedSpansException.class)
                .hasMessage("span 1 has no valid ids");
    }

    private static Span only(List<Span> spans) {
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }

    private static ByteString hex(String digits) {
        return ByteString.copyFrom(HexFormat.of().parseHex(digits));
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    @Test
    void readsZipkinsSpans() throws Exception {
        List<Span> spans = decode("""
                [{"traceId":"05c0e51ba66b31ba","id":"60baa1be1085f2b5","kind":"SERVER","name":"get /cart",
                  "timestamp":1795344420972038,"duration":106305,"localEndpoint":{"serviceName":"shop","ipv4":"10.0.0.1"},
                  "tags":{"http.method":"GET","error":"500"}},
                 {"traceId":"a7eed08ba9a1ebfa05c0e51ba66b31ba","id":"6","parentId":"60baa1be1085f2b5","name":"work",
                  "timestamp":1795344420972039,"duration":1,"tags":{}}]
                """);

        assertThat(spans).hasSize(2);
        Span server = spans.get(0);
        assertThat(server.traceId().hex()).isEqualTo("000000000000000005c0e51ba66b31ba");
        assertThat(server.kind()).isEqualTo("server");
        assertThat(server.status()).isEqualTo("error");
        assertThat(server.service()).contains("shop");
        assertThat(server.start()).isEqualTo(Instant.parse("2026-11-22T10:47:00.972038Z"));
        assertThat(server.end()).isEqualTo(Instant.parse("2026-11-22T10:47:01.078343Z"));
        assertThat(server.attributes()).containsEntry("http.method", "GET");
        assertThat(spans.get(1).spanId().hex()).isEqualTo("0000000000000006");
        assertThat(spans.get(1).parentSpanId()).contains(server.spanId());
        assertThat(spans.get(1).kind()).isEqualTo("internal");
    }

    @Test
    void makesAChildOfAServerThatSharesItsCallersId() throws Exception {
        String shared =
                "\"kind\":\"SERVER\",\"shared\":true,\"name\":\"get\",\"timestamp\":1795344420972040,\"duration\":5}";
        List<Span> spans = decode("""
                [{"traceId":"05c0e51ba66b31ba","id":"60baa1be1085f2b5","parentId":"7","kind":"CLIENT","name":"call",
                  "timestamp":1795344420972038,"duration":9},
                 {"traceId":"05c0e51ba66b31ba","id":"60baa1be1085f2b5","parentId":"7",%s,
                 {"traceId":"05c0e51ba66b31ba","id":"60baa1be1085f2b5","parentId":"7",%s]
                """.formatted(shared, shared));

        Span client = spans.get(0);
        Span server = spans.get(1);
        assertThat(server.spanId()).isNotEqualTo(client.spanId());
        assertThat(server.parentSpanId()).contains(client.spanId());
        assertThat(spans.get(2).documentId()).isEqualTo(server.documentId());
    }

    @Test
    void givesDatadogsHighHalfToAllSpansOfTheTrace() throws Exception {
        List<Span> spans = decode("""
                {"resourceSpans":[{"scopeSpans":[{"spans":[
                {"traceId":"000000000000000005c0e51ba66b31ba","spanId":"60baa1be1085f2b5","name":"a",
                 "attributes":[{"key":"_dd.p.tid","value":{"stringValue":"a7eed08ba9a1ebfa"}}]},
                {"traceId":"000000000000000005c0e51ba66b31ba","spanId":"60baa1be1085f2b6","name":"b"},
                {"traceId":"000000000000000005c0e51ba66b31bb","spanId":"60baa1be1085f2b7","name":"c"}]}]}]}
                """);

        assertThat(spans)
                .extracting(span -> span.traceId().hex())
                .containsExactly(
                        "a7eed08ba9a1ebfa05c0e51ba66b31ba",
                        "a7eed08ba9a1ebfa05c0e51ba66b31ba",
                        "000000000000000005c0e51ba66b31bb");
    }

    private static List<Span> decode(String json) throws MalformedSpansException {
        return OtlpSpans.decode(json.getBytes(StandardCharsets.UTF_8), "");
    }
}
