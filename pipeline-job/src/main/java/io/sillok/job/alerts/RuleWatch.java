package io.sillok.job.alerts;

import io.sillok.job.count.Tally;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What a rule has seen of one thing that it watches: tallies of the time that it looks back on, in at most
 * {@value #SLICES} slices, and whether it holds. Not thread-safe.
 */
final class RuleWatch {

    static final TypeInformation<RuleWatch> TYPE = WireTypeInformation.mutable(RuleWatch.class, Format.class);

    private static final int SLICES = 30;

    /** All, and those among them that are bad. */
    record Sum(Tally all, Tally bad) {
        static Sum nothing() {
            return new Sum(new Tally(), new Tally());
        }

        void add(Sum other) {
            all.add(other.all);
            bad.add(other.bad);
        }
    }

    final AlertPhase phase;

    /** By the time at which each slice begins. */
    private final TreeMap<Long, Sum> slices = new TreeMap<>();

    RuleWatch() {
        this(new AlertPhase());
    }

    private RuleWatch(AlertPhase phase) {
        this.phase = phase;
    }

    /** @param end of the window that brought it */
    void add(Sum sum, long end, long over) {
        long length = Math.max(1, over / SLICES);
        slices.computeIfAbsent(Math.floorDiv(end - 1, length) * length, begin -> Sum.nothing())
                .add(sum);
    }

    /** What lies no further back than the rule looks. */
    Sum sum(long now, long over) {
        slices.headMap(now - over).clear();
        Sum sum = Sum.nothing();
        slices.values().forEach(sum::add);
        return sum;
    }

    boolean empty() {
        return slices.isEmpty();
    }

    /** The wire form. */
    public static final class Format implements Wire<RuleWatch> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(RuleWatch watch, DataOutput out) throws IOException {
            watch.phase.write(out);
            out.writeInt(watch.slices.size());
            for (Map.Entry<Long, Sum> slice : watch.slices.entrySet()) {
                out.writeLong(slice.getKey());
                slice.getValue().all.write(out);
                slice.getValue().bad.write(out);
            }
        }

        @Override
        public RuleWatch read(DataInput in) throws IOException {
            RuleWatch watch = new RuleWatch(AlertPhase.read(in));
            for (int left = in.readInt(); left > 0; left--) {
                long begin = in.readLong();
                watch.slices.put(begin, new Sum(Tally.read(in), Tally.read(in)));
            }
            return watch;
        }
    }
}
