package io.sillok.job.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How often something happened, and how long it took where that is known. Not thread-safe. */
public final class Tally {

    private long count;
    private Histogram durations;

    public void add(long times) {
        count += times;
    }

    public void add(double seconds) {
        addNoDurations();
        durations.add(seconds);
    }

    public void add(Tally other) {
        count += other.count;
        if (other.durations != null) {
            addNoDurations();
            durations.add(other.durations);
        }
    }

    /** From here on it has durations, be it none. */
    void addNoDurations() {
        if (durations == null) {
            durations = new Histogram();
        }
    }

    public long count() {
        return count;
    }

    public boolean timed() {
        return durations != null;
    }

    /** Only if {@link #timed}. */
    Histogram durations() {
        return durations;
    }

    /** How many lasted no longer than each of {@link #bounds}; the last is all of them. Only if {@link #timed}. */
    public long[] cumulative() {
        return durations.cumulative();
    }

    /** Upper bounds of the buckets, in seconds. */
    public static double[] bounds() {
        return Histogram.BOUNDS.clone();
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeBoolean(timed());
        if (timed()) {
            durations.write(out);
        }
    }

    public static Tally read(DataInput in) throws IOException {
        Tally tally = new Tally();
        tally.count = in.readLong();
        if (in.readBoolean()) {
            tally.durations = Histogram.read(in);
        }
        return tally;
    }
}
