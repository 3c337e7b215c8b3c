package io.sillok.parsers.mask;

import java.util.EnumMap;
import java.util.Map;

/** Counts masked values by rule while one record is masked. Not thread-safe: one tally per record. */
public final class MaskTally {

    private final Map<MaskRule, Integer> counts = new EnumMap<>(MaskRule.class);

    void count(MaskRule rule) {
        counts.merge(rule, 1, Integer::sum);
    }

    void addAll(MaskTally other) {
        other.counts.forEach((rule, count) -> counts.merge(rule, count, Integer::sum));
    }

    /** An immutable copy; rules that masked nothing are absent. */
    public Map<MaskRule, Integer> counts() {
        return counts.isEmpty() ? Map.of() : Map.copyOf(counts);
    }
}
