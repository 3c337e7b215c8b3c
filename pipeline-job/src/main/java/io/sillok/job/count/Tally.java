package io.sillok.job.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How often something happened, and how long it took where that is known. Not thread-safe. */
final class Tally {

    private long count;
    private Histogram durations;

    void add(long times) {
        count += times;
    }

    void add(double seconds) {
        addNoDurations();
        durations.add(seconds);
    }

    void add(Tally other) {
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

    long count() {
        return count;
    }

    boolean timed() {
        return durations != null;
    }

    /** Only if {@link #timed}. */
    Histogram durations() {
        return durations;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeBoolean(timed());
        if (timed()) {
            durations.write(out);
        }
    }

    static Tally read(DataInput in) throws IOException {
        Tally tally = new Tally();
        tally.count = in.readLong();
        if (in.readBoolean()) {
            tally.durations = Histogram.read(in);
        }
        return tally;
    }
}
