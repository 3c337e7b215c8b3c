package io.sillok.job.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Durations by bucket, in the bounds that OpenTelemetry advises for {@code http.server.request.duration}. The sum is kept
 * in whole nanoseconds, so that it does not depend on the order of adding. Not thread-safe.
 */
final class Histogram {

    /** Upper bounds in seconds, inclusive. */
    static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};

    private final long[] counts = new long[BOUNDS.length + 1];
    private long nanos;

    void add(double seconds) {
        counts[bucket(seconds)]++;
        nanos += Math.round(seconds * 1e9);
    }

    void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        nanos += other.nanos;
    }

    private static int bucket(double seconds) {
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** How many lasted no longer than each bound; the last is all of them. */
    long[] cumulative() {
        long[] cumulative = counts.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        return cumulative;
    }

    double seconds() {
        return nanos / 1e9;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(nanos);
        out.writeInt(counts.length);
        for (long count : counts) {
            out.writeLong(count);
        }
    }

    static Histogram read(DataInput in) throws IOException {
        Histogram histogram = new Histogram();
        histogram.nanos = in.readLong();
        int length = in.readInt();
        if (length != histogram.counts.length) {
            throw new IOException("a histogram of " + length + " buckets; this job has " + histogram.counts.length);
        }
        for (int i = 0; i < length; i++) {
            histogram.counts[i] = in.readLong();
        }
        return histogram;
    }
}
