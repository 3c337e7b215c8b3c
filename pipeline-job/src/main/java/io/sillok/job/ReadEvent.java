package io.sillok.job;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.EventOrigin;
import io.sillok.model.IndexOperation;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MaskedEventWire;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A masked event with how it was read.
 *
 * @param read when the tailer read the event's first byte: the same in every replay
 * @param accessLog which of a host's access logs tells its request: {@link #COUNTED}, {@link #NOT_COUNTED}, or the format
 *     of the log, one of which is then chosen
 * @param origin the bytes it was made of, and where they stand
 * @param dropped whether a rule keeps it from being shown; it counts all the same
 */
public record ReadEvent(
        MaskedEvent event,
        Instant read,
        Standing standing,
        String accessLog,
        Optional<EventOrigin> origin,
        boolean dropped) {

    /** Requests of this log count, by config. */
    public static final String COUNTED = "+";

    /** Requests of this log do not count, by config or because it is no access log. */
    public static final String NOT_COUNTED = "";

    public static final TypeInformation<ReadEvent> TYPE = WireTypeInformation.immutable(ReadEvent.class, Format.class);

    /** What was given of the event before. */
    public enum Standing {
        /** Nothing, ever. */
        NEW,
        /**
         * Nothing that this run of the job remembers. But a run that crashed may have shown it before all of it was known,
         * since what is shown early depends on time.
         */
        HELD,
        /** An earlier, less full form of it. */
        UPDATE,
        /** It is to be taken away from where an earlier form of it may stand; it follows itself. */
        WITHDRAWN
    }

    public ReadEvent(MaskedEvent event, Instant read, boolean update, String accessLog) {
        this(event, read, update ? Standing.UPDATE : Standing.NEW, accessLog, Optional.empty(), false);
    }

    /** Whether it was given before and is now fuller. */
    public boolean update() {
        return standing == Standing.UPDATE || standing == Standing.WITHDRAWN;
    }

    /** The writes that show it in the index, in their order. */
    public List<IndexOperation> indexed() {
        return indexed(event);
    }

    /** The same for what became of the event since. */
    public List<IndexOperation> indexed(MaskedEvent joined) {
        return switch (standing) {
            case NEW -> List.of(settling(IndexOperation.create(joined, read)));
            // A run that crashed may have written less of it, or more.
            case HELD -> List.of(settling(whole(joined)));
            case UPDATE -> List.of(whole(joined));
            case WITHDRAWN -> IndexOperation.withdraw(joined, read);
        };
    }

    private IndexOperation whole(MaskedEvent joined) {
        return origin.map(bytes -> IndexOperation.replace(joined, read, bytes.to() - bytes.from()))
                .orElseGet(() -> IndexOperation.update(joined, read));
    }

    private IndexOperation settling(IndexOperation write) {
        return origin.map(write::settling).orElse(write);
    }

    /** The wire form. */
    public static final class Format implements Wire<ReadEvent> {

        private static final Standing[] STANDINGS = Standing.values();

        private final MaskedEventWire events = new MaskedEventWire();

        @Override
        public int version() {
            return 3;
        }

        @Override
        public void write(ReadEvent value, DataOutput out) throws IOException {
            events.write(value.event, out);
            out.writeLong(value.read.toEpochMilli());
            out.writeByte(value.standing.ordinal());
            out.writeUTF(value.accessLog);
            out.writeBoolean(value.origin.isPresent());
            if (value.origin.isPresent()) {
                EventOrigin.write(value.origin.get(), out);
            }
            out.writeBoolean(value.dropped);
        }

        @Override
        public ReadEvent read(DataInput in) throws IOException {
            MaskedEvent event = events.read(in);
            Instant read = Instant.ofEpochMilli(in.readLong());
            Standing standing = STANDINGS[in.readByte()];
            String accessLog = in.readUTF();
            Optional<EventOrigin> origin = in.readBoolean() ? Optional.of(EventOrigin.read(in)) : Optional.empty();
            return new ReadEvent(event, read, standing, accessLog, origin, in.readBoolean());
        }
    }
}
