package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What one service did in a window that is over.
 *
 * @param end milliseconds since the epoch, exclusive
 * @param tallies handed over: nobody changes them any more
 */
public record ClosedWindow(String scope, long end, WindowTallies tallies) {

    public static final TypeInformation<ClosedWindow> TYPE =
            WireTypeInformation.immutable(ClosedWindow.class, Format.class);

    /** Takes one series' tally. */
    public interface Visitor {

        /** @param metric name of the counter that it counts for */
        void visit(String metric, Map<String, String> labels, Tally tally);
    }

    public void forEach(Visitor visitor) {
        tallies.bySeries()
                .forEach((series, tally) ->
                        visitor.visit(series.family().counter(), series.family().named(series.labels()), tally));
    }

    /** The wire form. */
    public static final class Format implements Wire<ClosedWindow> {

        private final WindowTallies.Format tallies = new WindowTallies.Format();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ClosedWindow window, DataOutput out) throws IOException {
            out.writeUTF(window.scope);
            out.writeLong(window.end);
            tallies.write(window.tallies, out);
        }

        @Override
        public ClosedWindow read(DataInput in) throws IOException {
            String scope = in.readUTF();
            long end = in.readLong();
            return new ClosedWindow(scope, end, tallies.read(in));
        }
    }
}
