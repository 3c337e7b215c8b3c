package io.sillok.local.audit;

import io.sillok.job.kafka.SliceDecoder;
import io.sillok.model.FileSlice;
import io.sillok.model.MalformedSliceException;
import io.sillok.model.config.ConfigException;
import java.io.IOException;
import java.util.Optional;

/** The slices that stand in a topic. What is no slice is passed over, as the job does, and counted. Not thread-safe. */
public final class SliceTopic implements AutoCloseable {

    /** Hears of each slice and the partition that it is in. */
    @FunctionalInterface
    interface Visitor {
        void slice(FileSlice slice, int partition) throws IOException;
    }

    private final TopicReader reader;
    private final SliceDecoder decoder = new SliceDecoder();
    private long foreign;
    private Optional<String> firstForeign = Optional.empty();

    private SliceTopic(TopicReader reader) {
        this.reader = reader;
    }

    /**
     * @throws ConfigException if there is no such topic
     * @throws IOException if no broker answers, or does not let this user read
     */
    public static SliceTopic open(KafkaAccess access, String topic) throws ConfigException, IOException {
        return new SliceTopic(TopicReader.open(access, topic));
    }

    void forEach(Visitor visitor) throws IOException {
        reader.forEach(record -> {
            Optional<FileSlice> slice = Optional.empty();
            try {
                slice = Optional.of(decoder.decode(record));
            } catch (MalformedSliceException e) {
                foreign++;
                if (firstForeign.isEmpty()) {
                    firstForeign = Optional.of(
                            "partition " + record.partition() + " offset " + record.offset() + ": " + e.getMessage());
                }
            }
            if (slice.isPresent()) {
                visitor.slice(slice.get(), record.partition());
            }
        });
    }

    String name() {
        return reader.topic();
    }

    boolean beginsLate(int partition) {
        return reader.beginsLate(partition);
    }

    /** Whether records of any partition were deleted. */
    boolean beginsLate() {
        return reader.beginsLate();
    }

    /** What was passed over, in words. */
    Optional<String> foreignRecords() {
        return firstForeign.map(first -> foreign + " records of " + reader.topic()
                + " are no slices of files and were passed over; the first: " + first);
    }

    @Override
    public void close() {
        reader.close();
    }
}
