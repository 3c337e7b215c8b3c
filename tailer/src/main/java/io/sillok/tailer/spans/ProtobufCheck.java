package io.sillok.tailer.spans;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Looks through an {@code ExportTraceServiceRequest} without decoding it: lengths that nest, text that is UTF-8, ids of
 * the right size. So what reaches the topic can be read, and a body that is none is refused while its sender listens.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto">the messages</a>
 */
final class ProtobufCheck {

    /** As Google's parser has it. */
    private static final int DEEPEST = 100;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    /** What a field with a length holds; bytes and what is not listed here may be anything. */
    private enum Kind {
        TEXT,
        REQUEST,
        RESOURCE_SPANS,
        RESOURCE,
        SCOPE_SPANS,
        SCOPE,
        SPAN,
        EVENT,
        LINK,
        STATUS,
        KEY_VALUE,
        ANY_VALUE,
        ARRAY,
        KEY_VALUES
    }

    private static final Map<Kind, Map<Integer, Kind>> FIELDS = Map.ofEntries(
            Map.entry(Kind.REQUEST, Map.of(1, Kind.RESOURCE_SPANS)),
            Map.entry(Kind.RESOURCE_SPANS, Map.of(1, Kind.RESOURCE, 2, Kind.SCOPE_SPANS, 3, Kind.TEXT)),
            Map.entry(Kind.RESOURCE, Map.of(1, Kind.KEY_VALUE)),
            Map.entry(Kind.SCOPE_SPANS, Map.of(1, Kind.SCOPE, 2, Kind.SPAN, 3, Kind.TEXT)),
            Map.entry(Kind.SCOPE, Map.of(1, Kind.TEXT, 2, Kind.TEXT, 3, Kind.KEY_VALUE)),
            Map.entry(
                    Kind.SPAN,
                    Map.of(
                            3,
                            Kind.TEXT,
                            5,
                            Kind.TEXT,
                            9,
                            Kind.KEY_VALUE,
                            11,
                            Kind.EVENT,
                            13,
                            Kind.LINK,
                            15,
                            Kind.STATUS)),
            Map.entry(Kind.EVENT, Map.of(2, Kind.TEXT, 3, Kind.KEY_VALUE)),
            Map.entry(Kind.LINK, Map.of(3, Kind.TEXT, 4, Kind.KEY_VALUE)),
            Map.entry(Kind.STATUS, Map.of(2, Kind.TEXT)),
            Map.entry(Kind.KEY_VALUE, Map.of(1, Kind.TEXT, 2, Kind.ANY_VALUE)),
            Map.entry(Kind.ANY_VALUE, Map.of(1, Kind.TEXT, 5, Kind.ARRAY, 6, Kind.KEY_VALUES)),
            Map.entry(Kind.ARRAY, Map.of(1, Kind.ANY_VALUE)),
            Map.entry(Kind.KEY_VALUES, Map.of(1, Kind.KEY_VALUE)));

    private final byte[] body;
    private int at;
    private int spans;

    private ProtobufCheck(byte[] body) {
        this.body = body;
    }

    static int spansOf(byte[] body, int length) throws MalformedSpansException {
        ProtobufCheck check = new ProtobufCheck(body);
        check.message(Kind.REQUEST, length, 0);
        return check.spans;
    }

    private void message(Kind kind, int end, int depth) throws MalformedSpansException {
        if (depth > DEEPEST) {
            throw new MalformedSpansException("messages are nested too deep");
        }
        Map<Integer, Kind> fields = FIELDS.get(kind);
        boolean hasTraceId = false;
        boolean hasSpanId = false;
        while (at < end) {
            long tag = varint(end);
            int field = (int) (tag >>> 3);
            if (field == 0 || tag >>> 32 != 0) {
                throw new MalformedSpansException("a field without number at byte " + at);
            }
            int wire = (int) (tag & 7);
            int length = length(wire, end);
            if (wire == LENGTH && fields.containsKey(field)) {
                value(fields.get(field), at + length, depth);
            } else if (wire == LENGTH && kind == Kind.SPAN && field == TRACE_ID) {
                hasTraceId = isId(length, TRACE_ID_BYTES);
            } else if (wire == LENGTH && kind == Kind.SPAN && field == SPAN_ID) {
                hasSpanId = isId(length, SPAN_ID_BYTES);
            }
            at = wire == LENGTH && fields.containsKey(field) ? at : at + length;
        }
        if (kind == Kind.SPAN) {
            spans++;
            if (!hasTraceId || !hasSpanId) {
                throw new MalformedSpansException("span " + spans + " has no valid ids");
            }
        }
    }

    private void value(Kind kind, int end, int depth) throws MalformedSpansException {
        if (kind == Kind.TEXT) {
            text(end);
        } else {
            message(kind, end, depth + 1);
        }
        at = end;
    }

    /** Of what stands behind a tag. */
    private int length(int wire, int end) throws MalformedSpansException {
        long length =
                switch (wire) {
                    case VARINT -> {
                        varint(end);
                        yield 0;
                    }
                    case FIXED64 -> Long.BYTES;
                    case FIXED32 -> Integer.BYTES;
                    case LENGTH -> varint(end);
                    default -> throw new MalformedSpansException("a field of no known type at byte " + at);
                };
        if (length < 0 || length > end - at) {
            throw new MalformedSpansException("a field is longer than what holds it, at byte " + at);
        }
        return (int) length;
    }

    private long varint(int end) throws MalformedSpansException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                break;
            }
            byte b = body[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedSpansException("a number without end at byte " + at);
    }

    private boolean isId(int length, int wanted) {
        int bits = 0;
        for (int i = at; i < at + length; i++) {
            bits |= body[i];
        }
        return length == wanted && bits != 0;
    }

    private void text(int end) throws MalformedSpansException {
        int ascii = at;
        while (ascii < end && body[ascii] >= 0) {
            ascii++;
        }
        if (ascii == end) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, ascii, end - ascii));
        } catch (CharacterCodingException e) {
            throw new MalformedSpansException("text that is not UTF-8 at byte " + ascii);
        }
    }
}
