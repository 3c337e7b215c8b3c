package io.sillok.tailer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the receiver of spans did, in numbers, since the start. Thread-safe. */
public final class SpanFigures {

    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder spans = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    SpanFigures() {}

    void answered(int status, int moreSpans, long moreBytes) {
        answers.computeIfAbsent(status, key -> new LongAdder()).increment();
        spans.add(moreSpans);
        bytes.add(moreBytes);
    }

    /** Requests by the status of their answer. */
    public Map<Integer, Long> answers() {
        Map<Integer, Long> snapshot = new TreeMap<>();
        answers.forEach((status, count) -> snapshot.put(status, count.sum()));
        return snapshot;
    }

    public long spans() {
        return spans.sum();
    }

    public long bytes() {
        return bytes.sum();
    }
}
