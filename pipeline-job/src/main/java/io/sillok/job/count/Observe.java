package io.sillok.job.count;

import io.sillok.job.ReadEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Takes from events what is counted and adds up what is alike, so that far fewer observations than events go on to state.
 * It has none itself: all goes on before a barrier passes, and before a watermark does, so that nothing becomes late here.
 *
 * <p>An update counts nothing: its event was counted when it first came.
 */
public final class Observe extends AbstractStreamOperator<Observation>
        implements OneInputStreamOperator<ReadEvent, Observation>, BoundedOneInput {

    private static final int MOST = 2000;

    private record Key(Series series, String host, String accessLog, long window) {}

    private final long windowMillis;

    private transient Map<Key, Tally> tallies;

    public Observe(Duration window) {
        this.windowMillis = window.toMillis();
    }

    @Override
    public void open() throws Exception {
        super.open();
        tallies = new LinkedHashMap<>();
    }

    @Override
    public void processElement(StreamRecord<ReadEvent> element) {
        ReadEvent event = element.getValue();
        if (event.update()) {
            return;
        }
        long window = Math.floorDiv(EventFacts.time(event), windowMillis) * windowMillis;
        EventFacts.of(event, (series, host, accessLog, times, seconds) -> {
            Tally tally = tallies.computeIfAbsent(new Key(series, host, accessLog, window), key -> new Tally());
            tally.add(times);
            seconds.ifPresent(tally::add);
        });
        if (tallies.size() >= MOST) {
            flush();
        }
    }

    private void flush() {
        tallies.forEach((key, tally) -> output.collect(
                new StreamRecord<>(new Observation(key.series, key.host, key.accessLog, key.window, tally))));
        tallies.clear();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }
}
