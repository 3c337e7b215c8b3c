package io.sillok.tailer.spans;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Export requests, made by hand after the proto files. */
final class OtlpBodies {

    static final byte[] TRACE_ID = id(16);
    static final byte[] SPAN_ID = id(8);

    static final String JSON = """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
             "scopeSpans":[{"scope":{"name":"s"},"spans":[
              {"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708","name":"GET /","kind":2,
               "startTimeUnixNano":"1763800000000000000","endTimeUnixNano":1763800000100000000,"status":{},
               "attributes":[{"key":"n","value":{"intValue":"1"}}]}]}]}]}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] request(byte[] span) {
        byte[] resource =
                new OtlpBodies().bytes(1, keyValue("service.name", "shop")).done();
        byte[] scope = new OtlpBodies().text(1, "scope").done();
        byte[] scopeSpans =
                new OtlpBodies().bytes(1, scope).bytes(2, span).bytes(2, span).done();
        byte[] resourceSpans = new OtlpBodies()
                .bytes(1, resource)
                .bytes(2, scopeSpans)
                .text(3, "schema")
                .done();
        return new OtlpBodies().bytes(1, resourceSpans).done();
    }

    static byte[] span(byte[] traceId, byte[] spanId, byte[] name) {
        return new OtlpBodies()
                .bytes(1, traceId)
                .bytes(2, spanId)
                .bytes(5, name)
                .number(6, 2)
                .fixed(7, 1763800000000000000L)
                .fixed(8, 1763800000100000000L)
                .bytes(9, keyValue("url.path", "/é"))
                .bytes(15, new OtlpBodies().number(3, 2).done())
                .done();
    }

    static byte[] protobuf() {
        return request(span(TRACE_ID, SPAN_ID, "GET /".getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] nested(int depth) {
        byte[] value = new OtlpBodies().text(1, "x").done();
        for (int i = 0; i < depth; i++) {
            value = new OtlpBodies()
                    .bytes(5, new OtlpBodies().bytes(1, value).done())
                    .done();
        }
        byte[] attribute = new OtlpBodies().text(1, "deep").bytes(2, value).done();
        return request(new OtlpBodies()
                .bytes(1, TRACE_ID)
                .bytes(2, SPAN_ID)
                .bytes(9, attribute)
                .done());
    }

    private static byte[] keyValue(String key, String value) {
        return new OtlpBodies()
                .text(1, key)
                .bytes(2, new OtlpBodies().text(1, value).done())
                .done();
    }

    private static byte[] id(int length) {
        byte[] id = new byte[length];
        for (int i = 0; i < length; i++) {
            id[i] = (byte) (i + 1);
        }
        return id;
    }

    private OtlpBodies bytes(int field, byte[] value) {
        varint(field << 3 | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    private OtlpBodies text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private OtlpBodies number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    private OtlpBodies fixed(int field, long value) {
        varint(field << 3 | 1);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private byte[] done() {
        return out.toByteArray();
    }
}
