package io.sillok.job.ledger;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What became of some of a file's events: counts to be added up.
 *
 * @param file the file's id
 */
public record EventOutcomes(String file, long indexed, long refused, long dropped) {

    public static final TypeInformation<EventOutcomes> TYPE =
            WireTypeInformation.immutable(EventOutcomes.class, Format.class);

    public static EventOutcomes indexed(String file) {
        return new EventOutcomes(file, 1, 0, 0);
    }

    public static EventOutcomes refused(String file) {
        return new EventOutcomes(file, 0, 1, 0);
    }

    public EventOutcomes plus(EventOutcomes more) {
        return new EventOutcomes(file, indexed + more.indexed, refused + more.refused, dropped + more.dropped);
    }

    /** The wire form. */
    public static final class Format implements Wire<EventOutcomes> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(EventOutcomes outcomes, DataOutput out) throws IOException {
            out.writeUTF(outcomes.file);
            out.writeLong(outcomes.indexed);
            out.writeLong(outcomes.refused);
            out.writeLong(outcomes.dropped);
        }

        @Override
        public EventOutcomes read(DataInput in) throws IOException {
            return new EventOutcomes(in.readUTF(), in.readLong(), in.readLong(), in.readLong());
        }
    }
}
