package io.sillok.sinks.prometheus;

import io.sillok.model.MetricSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xerial.snappy.Snappy;

/** A remote-write request read back from its bytes, by the encoding's rules and not by the encoder's code. */
record DecodedRequest(List<Series> series) {

    /** @param labels in the order in which they came */
    record Series(Map<String, String> labels, Map<Long, Double> values) {}

    static DecodedRequest of(byte[] body) {
        try {
            ByteBuffer message = ByteBuffer.wrap(Snappy.uncompress(body)).order(ByteOrder.LITTLE_ENDIAN);
            List<Series> series = new ArrayList<>();
            while (message.hasRemaining()) {
                expect(message, 1, 2);
                series.add(series(inner(message)));
            }
            return new DecodedRequest(series);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names, labels and values as samples, series by series. */
    List<MetricSample> samples() {
        List<MetricSample> samples = new ArrayList<>();
        for (Series one : series) {
            Map<String, String> labels = new LinkedHashMap<>(one.labels());
            String name = labels.remove("__name__");
            one.values().forEach((time, value) -> samples.add(MetricSample.of(name, labels, value, time)));
        }
        return samples;
    }

    private static Series series(ByteBuffer message) {
        Series series = new Series(new LinkedHashMap<>(), new LinkedHashMap<>());
        while (message.hasRemaining()) {
            long tag = varint(message);
            ByteBuffer inner = inner(message);
            if (tag == ((1 << 3) | 2)) {
                expect(inner, 1, 2);
                String name = text(inner(inner));
                expect(inner, 2, 2);
                series.labels().put(name, text(inner(inner)));
            } else if (tag == ((2 << 3) | 2)) {
                expect(inner, 1, 1);
                double value = inner.getDouble();
                expect(inner, 2, 0);
                series.values().put(varint(inner), value);
            } else {
                throw new IllegalStateException("tag " + tag + " in a series");
            }
            if (inner.hasRemaining()) {
                throw new IllegalStateException("more than was expected");
            }
        }
        return series;
    }

    private static void expect(ByteBuffer message, int field, int type) {
        long tag = varint(message);
        if (tag != (((long) field << 3) | type)) {
            throw new IllegalStateException("tag " + tag + " where field " + field + " was expected");
        }
    }

    private static ByteBuffer inner(ByteBuffer message) {
        int length = (int) varint(message);
        ByteBuffer inner = message.slice(message.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        message.position(message.position() + length);
        return inner;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
