package io.sillok.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of a run of records of one file: the value of one Kafka record. They are exact, {@code [offset, offset +
 * bytes.length)}, unless the slice is masked: then the value is another text for the same bytes of the file.
 *
 * <p>A record that the tailer had to cut (by quiet time, or because it is larger than a slice) is {@code open}; what
 * follows of it comes in a slice of its own that says where the record began. So a large record is a chain: open;
 * continuing and open; continuing.
 *
 * <p>The arrays are not copied: who makes a slice hands them over.
 *
 * @param offset of the first byte in the file
 * @param recordLengths of each record in the file, in bytes, line ends included; unless the slice is masked they add up to
 *     the length of {@code bytes}
 * @param continues where the first record of this slice began, if it is the continuation of an open one
 * @param open whether the last record may go on in a later slice
 * @param timestamp when the tailer read it; Kafka's timestamp of the record
 * @param acknowledged up to where Kafka had the file without a gap when this slice was made, as far as the shipper says
 * @param place where it stands in Kafka; empty before it is there
 * @param single whether it is the record of another shipper, one record by itself: then {@code offset} counts Kafka's
 *     records, not bytes
 * @param masked how the value is to be read if it was masked on its host
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
        boolean single,
        Optional<MaskedValue> masked) {

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

    /** A slice that holds the file's own bytes. */
    public FileSlice(
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
        this(
                source,
                offset,
                recordLengths,
                continues,
                open,
                bytes,
                timestamp,
                acknowledged,
                place,
                single,
                Optional.empty());
    }

    public FileSlice {
        Objects.requireNonNull(source, "source");
        int[] inValue = masked.map(MaskedValue::lengths).orElse(recordLengths);
        long sum = sum(inValue, source, offset);
        if (masked.isPresent()) {
            sum(recordLengths, source, offset);
            if (inValue.length != recordLengths.length) {
                throw new IllegalArgumentException(inValue.length + " masked records for " + recordLengths.length
                        + " at " + source.path() + ":" + offset);
            }
            if (masked.get().anew() && continues.isEmpty()) {
                throw new IllegalArgumentException("a record that goes on nowhere told anew at " + offset);
            }
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

    private static long sum(int[] lengths, SliceSource source, long offset) {
        long sum = 0;
        for (int length : lengths) {
            if (length <= 0) {
                throw new IllegalArgumentException(
                        "a record of " + length + " bytes at " + source.path() + ":" + offset);
            }
            sum += length;
        }
        return sum;
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
                single,
                masked);
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
                single,
                masked);
    }

    /** The offset behind the last byte, or record. */
    public long end() {
        return single ? offset + 1 : offset + fileBytes();
    }

    /** How many bytes of the file it stands for. */
    public long fileBytes() {
        return masked.isPresent() ? sum(recordLengths, source, offset) : bytes.length;
    }

    /** Of each record in {@code bytes}. */
    public int[] valueLengths() {
        return masked.map(MaskedValue::lengths).orElse(recordLengths);
    }
}
