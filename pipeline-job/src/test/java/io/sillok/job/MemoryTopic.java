package io.sillok.job;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A topic of one partition in memory, whose offset is checkpointed as Kafka's is. Never ends; records may come while a job
 * reads. It is found by number because Flink serializes sources.
 */
final class MemoryTopic<T> implements Source<T, MemoryTopic.Partition, Integer>, ResultTypeQueryable<T> {

    private static final Map<Integer, List<Object>> TOPICS = new ConcurrentHashMap<>();
    private static final Map<Integer, Integer> READ = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final int number = NUMBERS.incrementAndGet();
    private final TypeInformation<T> type;

    MemoryTopic(TypeInformation<T> type) {
        this.type = type;
        TOPICS.put(number, new ArrayList<>());
    }

    void send(T record) {
        List<Object> records = TOPICS.get(number);
        synchronized (records) {
            records.add(record);
        }
    }

    /** How many records a job has read so far. */
    int read() {
        return READ.getOrDefault(number, 0);
    }

    record Partition(int offset) implements SourceSplit, Serializable {
        @Override
        public String splitId() {
            return "0";
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, Partition> createReader(SourceReaderContext context) {
        return new Reader();
    }

    @Override
    public SplitEnumerator<Partition, Integer> createEnumerator(SplitEnumeratorContext<Partition> context) {
        return new Enumerator(context, false);
    }

    @Override
    public SplitEnumerator<Partition, Integer> restoreEnumerator(
            SplitEnumeratorContext<Partition> context, Integer assigned) {
        return new Enumerator(context, assigned == 1);
    }

    @Override
    public SimpleVersionedSerializer<Partition> getSplitSerializer() {
        return new IntForm<>() {
            @Override
            int toInt(Partition partition) {
                return partition.offset;
            }

            @Override
            Partition ofInt(int number) {
                return new Partition(number);
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new IntForm<>() {
            @Override
            int toInt(Integer value) {
                return value;
            }

            @Override
            Integer ofInt(int number) {
                return number;
            }
        };
    }

    private abstract static class IntForm<V> implements SimpleVersionedSerializer<V> {
        abstract int toInt(V value);

        abstract V ofInt(int number);

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(V value) {
            return ByteBuffer.allocate(4).putInt(toInt(value)).array();
        }

        @Override
        public V deserialize(int version, byte[] serialized) {
            return ofInt(ByteBuffer.wrap(serialized).getInt());
        }
    }

    private final class Reader implements SourceReader<T, Partition> {

        private int offset = -1;

        @Override
        public void start() {
            // The partition is assigned by the enumerator.
        }

        @Override
        @SuppressWarnings("unchecked")
        public InputStatus pollNext(ReaderOutput<T> output) {
            Object next = null;
            List<Object> records = TOPICS.get(number);
            synchronized (records) {
                if (offset >= 0 && offset < records.size()) {
                    next = records.get(offset++);
                    READ.put(number, offset);
                }
            }
            if (next == null) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            output.collect((T) next);
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            CompletableFuture<Void> soon = new CompletableFuture<>();
            soon.completeOnTimeout(null, 10, TimeUnit.MILLISECONDS);
            return soon;
        }

        @Override
        public List<Partition> snapshotState(long checkpointId) {
            return offset < 0 ? List.of() : List.of(new Partition(offset));
        }

        @Override
        public void addSplits(List<Partition> splits) {
            offset = splits.get(0).offset;
        }

        @Override
        public void notifyNoMoreSplits() {
            // It goes on reading what it has.
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private static final class Enumerator implements SplitEnumerator<Partition, Integer> {

        private final SplitEnumeratorContext<Partition> context;
        private boolean assigned;

        Enumerator(SplitEnumeratorContext<Partition> context, boolean assigned) {
            this.context = context;
            this.assigned = assigned;
        }

        @Override
        public void start() {
            // Waits for the reader.
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            // Readers do not ask.
        }

        @Override
        public void addSplitsBack(List<Partition> splits, int subtask) {
            context.assignSplit(splits.get(0), subtask);
        }

        @Override
        public void addReader(int subtask) {
            if (!assigned && subtask == 0) {
                assigned = true;
                context.assignSplit(new Partition(0), 0);
            }
        }

        @Override
        public Integer snapshotState(long checkpointId) {
            return assigned ? 1 : 0;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
