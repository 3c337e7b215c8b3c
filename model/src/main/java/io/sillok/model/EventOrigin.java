package io.sillok.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * The bytes that an event was made of: {@code [from, to)} of a file. With them the original can be read again, and the
 * event be counted to its file.
 *
 * @param to where what is known of the event ends; more may belong to it if its record was cut
 * @param place of the slice that holds the first byte; empty for what did not come from Kafka
 */
public record EventOrigin(FileId file, long from, long to, Optional<RecordPlace> place) {

    public EventOrigin {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(place, "place");
    }

    /** Part of others' wire forms. */
    public static void write(EventOrigin origin, DataOutput out) throws IOException {
        WireValues.writeText(origin.file.value(), out);
        out.writeLong(origin.from);
        out.writeLong(origin.to);
        writePlace(origin.place, out);
    }

    /** What {@link #write} wrote. */
    public static EventOrigin read(DataInput in) throws IOException {
        FileId file = new FileId(WireValues.readText(in));
        long from = in.readLong();
        return new EventOrigin(file, from, in.readLong(), readPlace(in));
    }

    /** Part of others' wire forms. */
    public static void writePlace(Optional<RecordPlace> place, DataOutput out) throws IOException {
        out.writeBoolean(place.isPresent());
        if (place.isPresent()) {
            WireValues.writeText(place.get().topic(), out);
            out.writeInt(place.get().partition());
            out.writeLong(place.get().offset());
        }
    }

    /** What {@link #writePlace} wrote. */
    public static Optional<RecordPlace> readPlace(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        String topic = WireValues.readText(in);
        int partition = in.readInt();
        return Optional.of(new RecordPlace(topic, partition, in.readLong()));
    }
}
