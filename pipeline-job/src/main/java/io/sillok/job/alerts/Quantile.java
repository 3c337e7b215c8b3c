package io.sillok.job.alerts;

import io.sillok.job.count.Tally;

/** Quantiles of a histogram, as Prometheus' {@code histogram_quantile} finds them: linear within a bucket. Pure. */
final class Quantile {

    private Quantile() {}

    /** @param tally that is timed; seconds, the last bound where it lies beyond */
    static double of(double quantile, Tally tally) {
        long[] cumulative = tally.cumulative();
        double[] bounds = Tally.bounds();
        double rank = quantile * cumulative[cumulative.length - 1];
        for (int i = 0; i < bounds.length; i++) {
            if (cumulative[i] >= rank && cumulative[i] > 0) {
                double lower = i == 0 ? 0 : bounds[i - 1];
                long before = i == 0 ? 0 : cumulative[i - 1];
                long inside = cumulative[i] - before;
                return inside == 0 ? bounds[i] : lower + (bounds[i] - lower) * (rank - before) / inside;
            }
        }
        return bounds[bounds.length - 1];
    }
}
