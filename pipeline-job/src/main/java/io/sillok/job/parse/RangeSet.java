package io.sillok.job.parse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which bytes of a file were accepted: disjoint ranges {@code [from, to)}, joined where they touch, so almost always one.
 * Not thread-safe.
 */
public final class RangeSet {

    /** A run of bytes. */
    public record Range(long from, long to) {
        public long length() {
            return to - from;
        }
    }

    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /** Adds a range, whatever of it is there already. */
    public void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = ends.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
        }
        Map.Entry<Long, Long> next = ends.ceilingEntry(start);
        while (next != null && next.getKey() <= end) {
            end = Math.max(end, next.getValue());
            ends.remove(next.getKey());
            next = ends.ceilingEntry(start);
        }
        ends.put(start, end);
    }

    /** The parts of {@code [from, to)} that are not there, in order. */
    public List<Range> missing(long from, long to) {
        List<Range> missing = new ArrayList<>(1);
        long at = from;
        Map.Entry<Long, Long> range = ends.floorEntry(from);
        if (range == null || range.getValue() <= from) {
            range = ends.higherEntry(from);
        }
        while (range != null && range.getKey() < to) {
            if (range.getKey() > at) {
                missing.add(new Range(at, range.getKey()));
            }
            at = Math.max(at, range.getValue());
            range = ends.higherEntry(range.getKey());
        }
        if (at < to) {
            missing.add(new Range(at, to));
        }
        return missing;
    }

    /** The offset behind the last byte; 0 if there is none. */
    public long end() {
        return ends.isEmpty() ? 0 : ends.lastEntry().getValue();
    }

    /** Number of bytes. */
    public long size() {
        long size = 0;
        for (Map.Entry<Long, Long> range : ends.entrySet()) {
            size += range.getValue() - range.getKey();
        }
        return size;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(ends.size());
        for (Map.Entry<Long, Long> range : ends.entrySet()) {
            out.writeLong(range.getKey());
            out.writeLong(range.getValue());
        }
    }

    static RangeSet read(DataInput in) throws IOException {
        RangeSet set = new RangeSet();
        for (int left = in.readInt(); left > 0; left--) {
            long from = in.readLong();
            set.ends.put(from, in.readLong());
        }
        return set;
    }
}
