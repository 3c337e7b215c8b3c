package io.sillok.job.alerts;

import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A count by hours: that of the hour which is running, and those of past days by their hour of the day (UTC). How far it is
 * from what is usual is told by the median and the median of distances from it, which a few odd days do not move. Not
 * thread-safe.
 */
final class HourlyHistory {

    static final TypeInformation<HourlyHistory> TYPE = WireTypeInformation.mutable(HourlyHistory.class, Format.class);

    static final long HOUR = 3_600_000;

    /** With fewer days nothing is usual yet. */
    static final int LEAST_DAYS = 5;

    private static final int HOURS = 24;

    /** Makes the distance comparable to a standard deviation of values that are spread normally. */
    private static final double NORMAL = 0.6745;

    final AlertPhase phase;
    private final List<Deque<Double>> byHour = new ArrayList<>();

    /** When the running hour began; negative before the first. */
    private long hour = -1;

    private double running;

    HourlyHistory() {
        this(new AlertPhase());
    }

    private HourlyHistory(AlertPhase phase) {
        this.phase = phase;
        for (int i = 0; i < HOURS; i++) {
            byHour.add(new ArrayDeque<>());
        }
    }

    /** The hour that is running, in milliseconds since the epoch. */
    long hour() {
        return hour;
    }

    double running() {
        return running;
    }

    boolean begun() {
        return hour >= 0;
    }

    void add(double count) {
        running += count;
    }

    /** Begins with the hour of a time, if there is none yet. */
    void begin(long now) {
        if (hour < 0) {
            hour = Math.floorDiv(now, HOUR) * HOUR;
        }
    }

    /** Whether the running hour is over. */
    boolean over(long now) {
        return hour >= 0 && now >= hour + HOUR;
    }

    /** Puts the running hour to the past ones and begins the next. */
    void close(int days) {
        Deque<Double> past = past();
        past.addLast(running);
        while (past.size() > days) {
            past.removeFirst();
        }
        hour += HOUR;
        running = 0;
    }

    /** The robust z-score of the running hour's count as it is; empty while too few days are known. */
    OptionalDouble score() {
        double[] past =
                past().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (past.length < LEAST_DAYS) {
            return OptionalDouble.empty();
        }
        double median = median(past);
        double[] distances = Arrays.stream(past)
                .map(value -> Math.abs(value - median))
                .sorted()
                .toArray();
        // days that are all alike would make the smallest change an anomaly; counts vary by their root at the least
        double spread = Math.max(median(distances), NORMAL * Math.max(1, Math.sqrt(median)));
        return OptionalDouble.of(NORMAL * (running - median) / spread);
    }

    double usual() {
        return median(past().stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    private Deque<Double> past() {
        return byHour.get((int) (hour / HOUR % HOURS));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The wire form. */
    public static final class Format implements Wire<HourlyHistory> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(HourlyHistory history, DataOutput out) throws IOException {
            history.phase.write(out);
            out.writeLong(history.hour);
            out.writeDouble(history.running);
            for (Deque<Double> past : history.byHour) {
                out.writeInt(past.size());
                for (double value : past) {
                    out.writeDouble(value);
                }
            }
        }

        @Override
        public HourlyHistory read(DataInput in) throws IOException {
            HourlyHistory history = new HourlyHistory(AlertPhase.read(in));
            history.hour = in.readLong();
            history.running = in.readDouble();
            for (Deque<Double> past : history.byHour) {
                for (int left = in.readInt(); left > 0; left--) {
                    past.addLast(in.readDouble());
                }
            }
            return history;
        }
    }
}
