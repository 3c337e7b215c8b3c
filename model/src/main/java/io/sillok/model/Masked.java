package io.sillok.model;

import java.util.Map;

/**
 * What a masker made of a value.
 *
 * @param counts how many values each rule took, by the rule's id; empty if there was nothing to take
 */
public record Masked<T>(T value, Map<String, Integer> counts) {

    public Masked {
        counts = Map.copyOf(counts);
    }

    /** All values taken. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
