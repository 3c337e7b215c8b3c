package io.sillok.local.dead;

import io.sillok.job.kafka.SliceDecoder;
import io.sillok.job.parse.RangeSet;
import io.sillok.local.audit.KafkaAccess;
import io.sillok.model.FileSlice;
import io.sillok.model.MalformedSliceException;
import io.sillok.model.RecordPlace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Finds the bytes that a letter is about where the job read them. Not thread-safe. */
public final class Originals implements AutoCloseable {

    /** What came of a search. */
    public sealed interface Original {

        /** The slices that hold the event, in the order of the topic. */
        record Found(List<FileSlice> slices) implements Original {}

        /** They are not to be had. */
        record Gone(String why) implements Original {}
    }

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The rest of a record that was cut comes soon after its beginning, or its tailer was away for long. */
    private static final int MOST_RECORDS = 20_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SliceDecoder decoder;

    public Originals(KafkaAccess access, SliceDecoder decoder) {
        this.consumer = access.consumer();
        this.decoder = decoder;
    }

    /** @throws IOException if Kafka does not answer */
    public Original of(Letter letter) throws IOException {
        if (letter.place().isEmpty()) {
            return new Original.Gone("it does not say where its original stands: an earlier version wrote it");
        }
        try {
            return find(letter, letter.place().get());
        } catch (KafkaException e) {
            throw new IOException(
                    letter.place().get() + " cannot be read: " + e.getMessage()
                            + "; see that the broker is up and this user may read the topic",
                    e);
        }
    }

    private Original find(Letter letter, RecordPlace place) throws IOException {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        if (consumer.partitionsFor(place.topic()).stream().noneMatch(info -> info.partition() == place.partition())) {
            return new Original.Gone("there is no " + partition + " at this Kafka");
        }
        long beginning = consumer.beginningOffsets(Set.of(partition)).get(partition);
        if (beginning > place.offset()) {
            return new Original.Gone("its original is expired: " + place.topic() + " begins at offset " + beginning
                    + " of partition " + place.partition() + ", and it stood at " + place.offset());
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(Set.of(partition));
        consumer.assign(Set.of(partition));
        consumer.seek(partition, place.offset());
        return read(letter, partition, ends.get(partition));
    }

    private Original read(Letter letter, TopicPartition partition, long end) throws IOException {
        List<FileSlice> slices = new ArrayList<>();
        RangeSet found = new RangeSet();
        int seen = 0;
        long heard = System.nanoTime();
        while (consumer.position(partition) < end && seen < MOST_RECORDS) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                heard = System.nanoTime();
                seen++;
                add(record, letter, slices, found);
                if (found.missing(letter.offset(), letter.to()).isEmpty()) {
                    return new Original.Found(slices);
                }
            }
            if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new IOException("Kafka gave nothing of " + partition + " for " + PATIENCE.toSeconds()
                        + " s; see that the broker is up");
            }
        }
        return slices.isEmpty()
                ? new Original.Gone("its original is not at " + letter.place().orElseThrow()
                        + ": is this the Kafka that the job read?")
                : new Original.Found(slices);
    }

    private void add(ConsumerRecord<byte[], byte[]> record, Letter letter, List<FileSlice> slices, RangeSet found) {
        try {
            FileSlice slice = decoder.decode(record);
            boolean meets = slice.offset() < letter.to() && slice.end() > letter.offset();
            if (meets && slice.source().fileId().value().equals(letter.file())) {
                slices.add(slice);
                found.add(slice.offset(), slice.end());
            }
        } catch (MalformedSliceException e) {
            // The job passed it over too.
            return;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
