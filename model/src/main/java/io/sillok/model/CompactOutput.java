package io.sillok.model;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes small state of which there is much: numbers in as few bytes as they need, a text or trace id that comes again as
 * a number, times by their distance from the one before. Read by {@link CompactInput}. Not thread-safe.
 */
public final class CompactOutput {

    private final DataOutput out;
    private final Map<String, Integer> texts = new HashMap<>();
    private final List<TraceId> traces = new ArrayList<>();
    private long second;

    public CompactOutput(DataOutput out) {
        this.out = out;
    }

    public void number(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** A number that may be below zero. */
    public void signed(long value) throws IOException {
        number((value << 1) ^ (value >> 63));
    }

    public void bits(long value) throws IOException {
        out.writeLong(value);
    }

    public void fraction(double value) throws IOException {
        out.writeLong(Double.doubleToLongBits(value));
    }

    public void flag(boolean value) throws IOException {
        out.writeBoolean(value);
    }

    public void text(String text) throws IOException {
        Integer known = texts.get(text);
        if (known != null) {
            number(known);
            return;
        }
        number(texts.size());
        texts.put(text, texts.size());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        out.write(bytes);
    }

    public void time(Instant time) throws IOException {
        signed(time.getEpochSecond() - second);
        second = time.getEpochSecond();
        number(time.getNano());
    }

    public void optionalTime(Optional<Instant> time) throws IOException {
        flag(time.isPresent());
        if (time.isPresent()) {
            time(time.get());
        }
    }

    public void trace(Optional<TraceId> id) throws IOException {
        if (id.isEmpty()) {
            number(0);
            return;
        }
        int known = traces.indexOf(id.get());
        number(known < 0 ? traces.size() + 1 : known + 1);
        if (known < 0) {
            traces.add(id.get());
            out.writeLong(id.get().high());
            out.writeLong(id.get().low());
        }
    }

    public void span(Optional<SpanId> id) throws IOException {
        flag(id.isPresent());
        if (id.isPresent()) {
            out.writeLong(id.get().value());
        }
    }
}
