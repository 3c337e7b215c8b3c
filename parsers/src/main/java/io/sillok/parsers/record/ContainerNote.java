package io.sillok.parsers.record;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a container's runtime noted of a line.
 *
 * @param stream {@code stdout} or {@code stderr}
 * @param time when the runtime took it; the event's time if the line itself tells none
 */
public record ContainerNote(String stream, Instant time) {

    public ContainerNote {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(time, "time");
    }

    void addTo(LogEvent.Builder event) {
        event.timestamp(time).attribute(Fields.STREAM, stream);
    }

    public static void write(Optional<ContainerNote> note, DataOutput out) throws IOException {
        out.writeBoolean(note.isPresent());
        if (note.isPresent()) {
            out.writeUTF(note.get().stream);
            out.writeLong(note.get().time.getEpochSecond());
            out.writeInt(note.get().time.getNano());
        }
    }

    public static Optional<ContainerNote> read(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        String stream = in.readUTF();
        long seconds = in.readLong();
        return Optional.of(new ContainerNote(stream, Instant.ofEpochSecond(seconds, in.readInt())));
    }
}
