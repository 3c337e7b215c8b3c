package io.sillok.job.correlate;

import java.util.Locale;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What became of an event's search for its span. Each event is counted once by what it ends with. */
public enum JoinOutcome {
    /** It has no trace id. */
    NO_ID,
    /** Where its trace id should stand, stands something else. */
    INVALID_ID,
    /** Its span was there before it. */
    JOINED,
    /** Its span came after it. */
    JOINED_LATE,
    /** Its trace is not recorded, as this or another event of it says: no span will come. */
    UNSAMPLED,
    /** No span came in time. */
    EXPIRED,
    /** Its id knows only the low half, which two traces share, and neither service nor time tells which it belongs to. */
    AMBIGUOUS,
    /** Too many events of one trace wait already. */
    CAPPED;

    /** Under {@code join.} and its name. */
    Counter counter(MetricGroup metrics) {
        return metrics.counter("join." + name().toLowerCase(Locale.ROOT));
    }
}
