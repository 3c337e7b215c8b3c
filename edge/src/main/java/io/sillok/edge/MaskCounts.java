package io.sillok.edge;

import io.sillok.parsers.mask.MaskRule;
import io.sillok.parsers.mask.MaskTally;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many values each rule took out. Thread-safe: the tailer's thread counts, those of its page read. */
final class MaskCounts {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(MaskTally tally) {
        tally.byId().forEach((rule, count) -> counts.computeIfAbsent(rule, id -> new LongAdder())
                .add(count));
    }

    /** A text that was masked whole, because it could not be judged. */
    void countFailedClosed() {
        counts.computeIfAbsent(MaskRule.FAILED_CLOSED.id(), id -> new LongAdder())
                .increment();
    }

    Map<String, Long> byRule() {
        Map<String, Long> now = new TreeMap<>();
        counts.forEach((rule, count) -> now.put(rule, count.sum()));
        return now;
    }
}
