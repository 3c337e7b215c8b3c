package io.sillok.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that the test can look into. It is found by number because Flink serializes sinks. */
final class Collected<T> implements Sink<T> {

    private static final Map<Integer, List<Object>> ALL = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final int number = NUMBERS.incrementAndGet();

    Collected() {
        ALL.put(number, new CopyOnWriteArrayList<>());
    }

    @SuppressWarnings("unchecked")
    List<T> values() {
        return (List<T>) ALL.get(number);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        int to = number;
        return new SinkWriter<>() {
            @Override
            public void write(T value, Context context) {
                ALL.get(to).add(value);
            }

            @Override
            public void flush(boolean endOfInput) {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
