package io.sillok.job.count;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.MetricSample;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The running total of one series. Not thread-safe. */
final class Counter {

    static final TypeInformation<Counter> TYPE = WireTypeInformation.mutable(Counter.class, Format.class);

    private final Tally total;

    /** Timestamp of its newest sample. */
    private long told;

    Counter() {
        this(new Tally(), Long.MIN_VALUE);
    }

    private Counter(Tally total, long told) {
        this.total = total;
        this.told = told;
    }

    /**
     * Adds what a window brought and gives the samples at its end. Where the window before brought nothing, its end shows
     * the old value (0 for a new series) first: else the rise would lie somewhere in the gap, or be no rise at all.
     */
    void add(Series series, Tally window, long end, long length, Consumer<MetricSample> out) {
        if (told < end - length) {
            Tally before = new Tally();
            before.add(total);
            if (window.timed() && !before.timed()) {
                before.addNoDurations();
            }
            series.family().samples(series.labels(), before, end - length, out);
        }
        total.add(window);
        series.family().samples(series.labels(), total, end, out);
        told = end;
    }

    /** The wire form. */
    public static final class Format implements Wire<Counter> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Counter counter, DataOutput out) throws IOException {
            counter.total.write(out);
            out.writeLong(counter.told);
        }

        @Override
        public Counter read(DataInput in) throws IOException {
            Tally total = Tally.read(in);
            return new Counter(total, in.readLong());
        }
    }
}
