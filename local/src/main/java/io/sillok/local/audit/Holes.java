package io.sillok.local.audit;

import io.sillok.job.parse.RangeSet.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges what did not arrive of a file. Pure. */
final class Holes {

    private Holes() {}

    /**
     * @param arrival empty if nothing came at all
     * @param acknowledged empty if no checkpoint tells; then what lies before bytes that came counts as missing
     */
    static List<Hole> of(Arrivals arrivals, Optional<Arrival> arrival, OptionalLong acknowledged) {
        List<Hole> holes = new ArrayList<>();
        arrival.ifPresent(file -> {
            for (Range range : file.holes()) {
                if (range.from() == 0 && file.mayHaveLostItsHead()) {
                    holes.add(new Hole(Hole.Kind.EXPIRED, range.from(), range.to()));
                } else {
                    judge(range, acknowledged.orElse(Long.MAX_VALUE), holes);
                }
            }
        });
        long end = arrival.map(Arrival::end).orElse(0L);
        if (acknowledged.orElse(0) > end) {
            holes.add(new Hole(behind(arrivals, arrival), end, acknowledged.getAsLong()));
        }
        return List.copyOf(holes);
    }

    private static void judge(Range range, long acknowledged, List<Hole> holes) {
        long passed = Math.max(range.from(), Math.min(range.to(), acknowledged));
        if (range.from() < passed) {
            holes.add(new Hole(Hole.Kind.MISSING, range.from(), passed));
        }
        if (passed < range.to()) {
            holes.add(new Hole(Hole.Kind.OPEN, passed, range.to()));
        }
    }

    /** What Kafka has acknowledged behind the last byte that is there. */
    private static Hole.Kind behind(Arrivals arrivals, Optional<Arrival> arrival) {
        if (arrivals.ledger()) {
            return Hole.Kind.OPEN;
        }
        return arrival.isEmpty() && arrivals.beginsLate() ? Hole.Kind.EXPIRED : Hole.Kind.MISSING;
    }
}
