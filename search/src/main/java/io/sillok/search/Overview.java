package io.sillok.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many events there are, over time and by what they have in common.
 *
 * @param from of the first bar, inclusive
 * @param to of the last bar, exclusive
 * @param barMillis how long one bar lasts
 */
public record Overview(long total, Instant from, Instant to, long barMillis, List<Bar> bars, List<Facet> facets) {

    /** @param counts by level: {@code error, warning, info, debug}, and {@code none} for sources that have no severities */
    public record Bar(Instant start, long total, Map<String, Long> counts) {}

    /**
     * @param others how many events have a value that is not listed
     */
    public record Facet(String field, List<Value> values, long others) {}

    public record Value(String value, long count) {}
}
