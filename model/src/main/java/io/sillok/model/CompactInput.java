package io.sillok.model;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a {@link CompactOutput} wrote. Not thread-safe. */
public final class CompactInput {

    private static final int MOST_BITS = 63;

    private final DataInput in;
    private final List<String> texts = new ArrayList<>();
    private final List<TraceId> traces = new ArrayList<>();
    private long second;

    public CompactInput(DataInput in) {
        this.in = in;
    }

    public long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift <= MOST_BITS; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    public int count() throws IOException {
        return Math.toIntExact(number());
    }

    public long signed() throws IOException {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    public long bits() throws IOException {
        return in.readLong();
    }

    public double fraction() throws IOException {
        return Double.longBitsToDouble(in.readLong());
    }

    public boolean flag() throws IOException {
        return in.readBoolean();
    }

    public String text() throws IOException {
        int known = count();
        if (known < texts.size()) {
            return texts.get(known);
        }
        byte[] bytes = new byte[count()];
        in.readFully(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        texts.add(text);
        return text;
    }

    public Instant time() throws IOException {
        second += signed();
        return Instant.ofEpochSecond(second, number());
    }

    public Optional<Instant> optionalTime() throws IOException {
        return flag() ? Optional.of(time()) : Optional.empty();
    }

    public Optional<TraceId> trace() throws IOException {
        int known = count();
        if (known == 0) {
            return Optional.empty();
        }
        if (known > traces.size()) {
            long high = in.readLong();
            traces.add(new TraceId(high, in.readLong()));
        }
        return Optional.of(traces.get(known - 1));
    }

    public Optional<SpanId> span() throws IOException {
        return flag() ? Optional.of(new SpanId(in.readLong())) : Optional.empty();
    }
}
