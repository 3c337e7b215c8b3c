package io.sillok.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The exact bytes of a run of records of one file, {@code [offset, offset + bytes.length)}: the value of one Kafka record.
 *
 * <p>A record that the tailer had to cut (by quiet time, or because it is larger than a slice) is {@code open}; what
 * follows of it comes in a slice of its own that says where the record began. So a large record is a chain: open;
 * continuing and open; continuing.
 *
 * <p>The arrays are not copied: who makes a slice hands them over.
 *
 * @param offset of the first byte in the file
 * @param recordLengths of each record in bytes, line ends included; they add up to the length of {@code bytes}
 * @param continues where the first record of this slice began, if it is the continuation of an open one
 * @param open whether the last record may go on in a later slice
 * @param timestamp when the tailer read it; Kafka's timestamp of the record
 * @param acknowledged up to where Kafka had the file without a gap when this slice was made, as far as the shipper says
 * @param place where it stands in Kafka; empty before it is there
 * @param single whether it is the record of another shipper, one record by itself: then {@code offset} counts Kafka's
 *     records, not bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record FileSlice(
        SliceSource source,
        long offset,
        int[] recordLengths,
        OptionalLong continues,
        boolean open,
        byte[] bytes,
        Instant timestamp,
        OptionalLong acknowledged,
        Optional<RecordPlace> place,
        boolean single) {

    /** The most bytes that a slice holds. */
    public static final int MAX_BYTES = 512 * 1024;

    /** A slice of which nothing is known beside. */
    public FileSlice(
            SliceSource source,
            long offset,
            int[] recordLengths,
            OptionalLong continues,
            boolean open,
            byte[] bytes,
            Instant timestamp) {
        this(
                source,
                offset,
                recordLengths,
                continues,
                open,
                bytes,
                timestamp,
                OptionalLong.empty(),
                Optional.empty(),
                false);
    }

    public FileSlice {
        Objects.requireNonNull(source, "source");
        long sum = 0;
        for (int length : recordLengths) {
            if (length <= 0) {
                throw new IllegalArgumentException(
                        "a record of " + length + " bytes at " + source.path() + ":" + offset);
            }
            sum += length;
        }
        if (offset < 0 || sum != bytes.length || recordLengths.length == 0) {
            throw new IllegalArgumentException("records of " + sum + " bytes in a slice of " + bytes.length + " at "
                    + source.path() + ":" + offset);
        }
        if (continues.isPresent() && continues.getAsLong() >= offset) {
            throw new IllegalArgumentException(
                    "a slice at " + offset + " cannot continue a record at " + continues.getAsLong());
        }
    }

    /** A record of another shipper. */
    public static FileSlice single(SliceSource source, byte[] bytes, Instant timestamp, RecordPlace place) {
        int[] whole = {bytes.length};
        return new FileSlice(
                source,
                place.offset(),
                whole,
                OptionalLong.empty(),
                false,
                bytes,
                timestamp,
                OptionalLong.empty(),
                Optional.of(place),
                true);
    }

    /** The same slice with how far Kafka has its file. */
    public FileSlice acknowledgedTo(long offsetInFile) {
        return new FileSlice(
                source,
                offset,
                recordLengths,
                continues,
                open,
                bytes,
                timestamp,
                OptionalLong.of(offsetInFile),
                place,
                single);
    }

    /** The same slice as it was found in Kafka. */
    public FileSlice at(RecordPlace found) {
        return new FileSlice(
                source,
                offset,
                recordLengths,
                continues,
                open,
                bytes,
                timestamp,
                acknowledged,
                Optional.of(found),
                single);
    }

    /** The offset behind the last byte, or record. */
    public long end() {
        return single ? offset + 1 : offset + bytes.length;
    }
}
