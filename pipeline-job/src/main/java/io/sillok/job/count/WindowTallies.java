package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What happened in one window. Not thread-safe. */
public final class WindowTallies {

    static final TypeInformation<WindowTallies> TYPE = WireTypeInformation.mutable(WindowTallies.class, Format.class);

    private static final int MOST_SERIES = 5000;

    private final Map<Series, Tally> tallies = new LinkedHashMap<>();

    /** Beyond the bound, what is new counts under the name that stands for all others. */
    void add(Series series, Tally tally) {
        boolean fits = tallies.size() < MOST_SERIES || tallies.containsKey(series);
        tallies.computeIfAbsent(fits ? series : series.withOpenLabel(Choices.OTHER), key -> new Tally())
                .add(tally);
    }

    Map<Series, Tally> bySeries() {
        return tallies;
    }

    /** The wire form. */
    public static final class Format implements Wire<WindowTallies> {

        private final Series.Format seriesForm = new Series.Format();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(WindowTallies window, DataOutput out) throws IOException {
            out.writeInt(window.tallies.size());
            for (Map.Entry<Series, Tally> entry : window.tallies.entrySet()) {
                seriesForm.write(entry.getKey(), out);
                entry.getValue().write(out);
            }
        }

        @Override
        public WindowTallies read(DataInput in) throws IOException {
            WindowTallies window = new WindowTallies();
            for (int left = in.readInt(); left > 0; left--) {
                Series series = seriesForm.read(in);
                window.tallies.put(series, Tally.read(in));
            }
            return window;
        }
    }
}
