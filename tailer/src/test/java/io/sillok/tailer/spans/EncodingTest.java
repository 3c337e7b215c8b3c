package io.sillok.tailer.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bodies are OTLP, and which are not. */
final class EncodingTest {

    @Test
    void countsTheSpansOfAProtobuf() throws Exception {
        assertThat(check(Encoding.PROTOBUF, OtlpBodies.protobuf())).isEqualTo(2);
        assertThat(check(Encoding.PROTOBUF, new byte[0])).isZero();
        assertThat(check(Encoding.PROTOBUF, OtlpBodies.nested(30))).isEqualTo(2);
    }

    @Test
    void aProtobufThatIsCutIsNone() throws Exception {
        byte[] whole = OtlpBodies.protobuf();
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> check(Encoding.PROTOBUF, cut)).isInstanceOf(MalformedSpansException.class);
        }
    }

    @Test
    void whateverBytesComeTheAnswerIsAYesOrANo() {
        Random random = new Random(7);
        byte[] whole = OtlpBodies.protobuf();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            refused += isRefused(Encoding.PROTOBUF, bytes) ? 1 : 0;
            byte[] json = OtlpBodies.JSON.getBytes(StandardCharsets.UTF_8);
            json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            refused += isRefused(Encoding.JSON, json) ? 1 : 0;
        }
        assertThat(refused).isBetween(1000, 39_000);
    }

    @Test
    void idsAndTextOfAProtobufAreLookedAt() {
        byte[] name = {'a'};
        for (byte[] request : new byte[][] {
            OtlpBodies.request(OtlpBodies.span(new byte[16], OtlpBodies.SPAN_ID, name)),
            OtlpBodies.request(OtlpBodies.span(new byte[0], OtlpBodies.SPAN_ID, name)),
            OtlpBodies.request(OtlpBodies.span(OtlpBodies.SPAN_ID, OtlpBodies.SPAN_ID, name)),
            OtlpBodies.request(OtlpBodies.span(OtlpBodies.TRACE_ID, OtlpBodies.TRACE_ID, name)),
            OtlpBodies.request(OtlpBodies.span(OtlpBodies.TRACE_ID, OtlpBodies.SPAN_ID, new byte[] {(byte) 0xc3})),
            OtlpBodies.nested(200),
        }) {
            assertThatThrownBy(() -> check(Encoding.PROTOBUF, request)).isInstanceOf(MalformedSpansException.class);
        }
    }

    @Test
    void countsTheSpansOfAJson() throws Exception {
        assertThat(check(Encoding.JSON, OtlpBodies.JSON)).isEqualTo(1);
        assertThat(check(Encoding.JSON, "{}")).isZero();
        assertThat(check(Encoding.JSON, "{\"resourceSpans\":[],\"later\":{\"field\":[1]}}"))
                .isZero();
        assertThat(check(
                        Encoding.JSON,
                        "{\"resource_spans\":[{\"scope_spans\":[{\"spans\":[{\"trace_id\":"
                                + "\"0102030405060708090A0B0C0D0E0F10\",\"span_id\":\"0102030405060708\"}]}]}]}"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"text\"",
                "{",
                "{}{}",
                "{\"resourceSpans\":{}}",
                "{\"resourceSpans\":[1]}",
                "{\"resourceLogs\":[]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"00\",\"spanId\":\"0102030405060708\"}]}]}]}",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":{\"a\":1},\"spanId\":[1]}]}]}]}",
            })
    void refusesJsonThatIsNoRequest(String json) {
        assertThatThrownBy(() -> check(Encoding.JSON, json)).isInstanceOf(MalformedSpansException.class);
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThatThrownBy(
                        () -> check(Encoding.JSON, OtlpBodies.JSON.replace("\"1763800000000000000\"", "\"yesterday\"")))
                .isInstanceOf(MalformedSpansException.class)
                .hasMessageNotContaining("yesterday");
    }

    @Test
    void aStatusSaysWhatIsWrong() {
        assertThat(Encoding.PROTOBUF.status(3, "no")).containsExactly(8, 3, 18, 2, 'n', 'o');
        assertThat(new String(Encoding.JSON.status(3, "a \"b\""), StandardCharsets.UTF_8))
                .isEqualTo("{\"code\":3,\"message\":\"a \\\"b\\\"\"}");
    }

    @Test
    void contentTypesWithParameters() {
        assertThat(Encoding.of("Application/JSON; charset=utf-8")).hasValue(Encoding.JSON);
        assertThat(Encoding.of("application/x-protobuf")).hasValue(Encoding.PROTOBUF);
        assertThat(Encoding.of("text/plain")).isEmpty();
    }

    private static boolean isRefused(Encoding encoding, byte[] body) {
        try {
            check(encoding, body);
            return false;
        } catch (MalformedSpansException e) {
            return true;
        }
    }

    private static int check(Encoding encoding, String body) throws MalformedSpansException {
        return check(encoding, body.getBytes(StandardCharsets.UTF_8));
    }

    /** As in a buffer that is larger than the body. */
    private static int check(Encoding encoding, byte[] body) throws MalformedSpansException {
        byte[] buffer = Arrays.copyOf(body, body.length + 10);
        Arrays.fill(buffer, body.length, buffer.length, (byte) 'x');
        return encoding.check(buffer, body.length);
    }
}
