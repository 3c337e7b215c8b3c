package io.sillok.job.kafka;

import io.sillok.job.KeyedRecord;
import java.time.Duration;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes letters on to Kafka's transactional sink, and breaks the job down before a checkpoint could hold letters whose
 * transaction the broker has given up: it does so after {@code transaction.timeout.ms}, and the sink would then lose them
 * with a line in the log. Started from the checkpoint before, the job writes them anew.
 *
 * <p>It has no state: after a restart all transactions are new.
 */
public final class LettersInTime extends AbstractStreamOperator<KeyedRecord>
        implements OneInputStreamOperator<KeyedRecord, KeyedRecord> {

    private static final long NONE = Long.MAX_VALUE;

    private final long limitMillis;

    /** By checkpoint that is not complete yet: when the first of its letters came. */
    private transient TreeMap<Long, Long> firsts;

    /** When the first one came since the last barrier. */
    private transient long first;

    /**
     * @param transaction how long the broker keeps a transaction open
     * @param checkpoint how long a checkpoint may take behind its barrier
     */
    public LettersInTime(Duration transaction, Duration checkpoint) {
        // a tenth for what clocks, the broker's looks and the commit take
        this.limitMillis = transaction.toMillis() * 9 / 10 - checkpoint.toMillis();
    }

    @Override
    public void open() throws Exception {
        super.open();
        firsts = new TreeMap<>();
        first = NONE;
    }

    @Override
    public void processElement(StreamRecord<KeyedRecord> letter) {
        first = Math.min(first, now());
        output.collect(letter);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        if (first != NONE) {
            firsts.put(checkpointId, first);
            first = NONE;
        }
        long oldest = firsts.values().stream().mapToLong(time -> time).min().orElse(NONE);
        if (oldest != NONE && now() - oldest > limitMillis) {
            throw new IllegalStateException("no checkpoint was complete for "
                    + Duration.ofMillis(now() - oldest).toSeconds()
                    + " s, and the broker gives up the transaction of the dead letters written meanwhile: the job goes on"
                    + " from its last checkpoint and writes them anew. A longer kafka.transaction.timeout.ms saves that, if"
                    + " the broker's transaction.max.timeout.ms allows it");
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        firsts.headMap(checkpointId, true).clear();
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
