package io.sillok.parsers.mask;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts masked values by rule while one record is masked. Not thread-safe: one tally per record. */
public final class MaskTally {

    private static final MaskRule[] RULES = MaskRule.values();

    private final int[] counts = new int[RULES.length];

    void count(MaskRule rule) {
        counts[rule.ordinal()]++;
    }

    void addAll(MaskTally other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** An immutable copy; rules that masked nothing are absent. */
    public Map<MaskRule, Integer> counts() {
        Map<MaskRule, Integer> copy = new EnumMap<>(MaskRule.class);
        for (MaskRule rule : RULES) {
            if (counts[rule.ordinal()] > 0) {
                copy.put(rule, counts[rule.ordinal()]);
            }
        }
        return Collections.unmodifiableMap(copy);
    }
}
