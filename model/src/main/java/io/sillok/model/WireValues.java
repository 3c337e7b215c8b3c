package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts that the wire forms are made of. Texts have no limit of 64 KiB as {@link DataOutput#writeUTF} has. */
final class WireValues {

    private static final byte NULL = 0;
    private static final byte TEXT = 1;
    private static final byte LONG = 2;
    private static final byte DOUBLE = 3;
    private static final byte TRUE = 4;
    private static final byte FALSE = 5;
    private static final byte LIST = 6;
    private static final byte MAP = 7;

    private WireValues() {}

    static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeInstant(Instant instant, DataOutput out) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant readInstant(DataInput in) throws IOException {
        long seconds = in.readLong();
        return Instant.ofEpochSecond(seconds, in.readInt());
    }

    static void writeTraceId(Optional<TraceId> id, DataOutput out) throws IOException {
        out.writeLong(id.map(TraceId::high).orElse(0L));
        out.writeLong(id.map(TraceId::low).orElse(0L));
    }

    static Optional<TraceId> readTraceId(DataInput in) throws IOException {
        long high = in.readLong();
        return TraceId.valid(high, in.readLong());
    }

    static void writeSpanId(Optional<SpanId> id, DataOutput out) throws IOException {
        out.writeLong(id.map(SpanId::value).orElse(0L));
    }

    static Optional<SpanId> readSpanId(DataInput in) throws IOException {
        long value = in.readLong();
        return value == 0 ? Optional.empty() : Optional.of(new SpanId(value));
    }

    static void writeTexts(Map<String, String> map, DataOutput out) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            writeText(entry.getKey(), out);
            writeText(entry.getValue(), out);
        }
    }

    static Map<String, String> readTexts(DataInput in) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = readText(in);
            map.put(key, readText(in));
        }
        return map;
    }

    static void writeCounts(Map<String, Integer> counts, DataOutput out) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            writeText(entry.getKey(), out);
            out.writeInt(entry.getValue());
        }
    }

    static Map<String, Integer> readCounts(DataInput in) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = readText(in);
            counts.put(key, in.readInt());
        }
        return counts;
    }

    static void writeValues(Map<?, ?> map, DataOutput out) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            writeText((String) entry.getKey(), out);
            writeValue(entry.getValue(), out);
        }
    }

    static Map<String, Object> readValues(DataInput in) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = readText(in);
            map.put(key, readValue(in));
        }
        return map;
    }

    private static void writeValue(Object value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof String text) {
            out.writeByte(TEXT);
            writeText(text, out);
        } else if (value instanceof Double || value instanceof Float) {
            out.writeByte(DOUBLE);
            out.writeDouble(((Number) value).doubleValue());
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            out.writeByte(LONG);
            out.writeLong(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else if (value instanceof List<?> list) {
            out.writeByte(LIST);
            out.writeInt(list.size());
            for (Object item : list) {
                writeValue(item, out);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(MAP);
            writeValues(map, out);
        } else {
            throw new IllegalArgumentException(
                    "an attribute cannot be a " + value.getClass().getName());
        }
    }

    private static Object readValue(DataInput in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case TEXT -> readText(in);
            case LONG -> in.readLong();
            case DOUBLE -> in.readDouble();
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            case LIST -> {
                int size = in.readInt();
                List<Object> list = new ArrayList<>(Math.min(size, 1024));
                for (int i = 0; i < size; i++) {
                    list.add(readValue(in));
                }
                yield list;
            }
            case MAP -> readValues(in);
            default -> throw new IOException("unknown tag " + tag + " in a wire form");
        };
    }
}
