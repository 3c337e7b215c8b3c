package io.sillok.job.count;

import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.job.wire.WireTypeInformation;
import io.sillok.model.EventPosition;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import io.sillok.model.MetricSample;
import io.sillok.model.MetricSampleWire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/**
 * Reads a partition as the job does: as far as it is filled, at one pace, held up now and then, with checkpoints, and killed at
 * any moment. Samples count when a checkpoint holds them.
 */
final class CountedPartition {

    static final long WINDOW = 10_000;

    private static final long STEP = 200;
    private static final int LEAST_PACE = 200;
    private static final Series LINES = new Series(Family.RECORDS, List.of("shop", "test", "laravel.line", "INFO"));

    private final List<ShippedPartition.Line> lines;
    private final Random random;
    private final int pace;
    private final Map<String, MaskedEvent> events = new HashMap<>();
    private final TreeMap<Long, Long> committed = new TreeMap<>();

    private final WatermarkOutput output = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark mark) {
            try {
                count.processWatermark(new org.apache.flink.streaming.api.watermark.Watermark(mark.getTimestamp()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void markIdle() {
            // It is the only one.
        }

        @Override
        public void markActive() {
            // It is the only one.
        }
    };

    private long now;
    private int at;
    private FileWatermarks watermarks;
    private KeyedBroadcastOperatorTestHarness<String, Observation, RouteFact, MetricSample> count;
    private OperatorSubtaskState state;
    private int stateAt;
    private long checkpoint;

    /** @param begin of the time at which the job may be started first */
    CountedPartition(List<ShippedPartition.Line> lines, long begin, Random random) {
        this.lines = lines;
        this.random = random;
        this.pace = LEAST_PACE + random.nextInt(1500);
        this.now = begin + random.nextInt(random.nextBoolean() ? 30_000 : 200_000);
    }

    /** By the window's end: the total that is shown for it. */
    Map<Long, Long> run() throws Exception {
        start();
        long silent = 0;
        while (silent < 2 * WINDOW) {
            now += STEP;
            int chance = random.nextInt(100);
            if (chance < 2 && silent < WINDOW) {
                kill();
            } else if (chance < 4) {
                now += random.nextInt(60_000);
            } else if (chance < 14) {
                checkpoint();
            }
            count.setProcessingTime(now);
            silent = read() ? 0 : silent + STEP;
            watermarks.onPeriodicEmit(output);
        }
        // If it died in the silence, nobody has told the time since; the next line does, or the job's end.
        count.processWatermark(org.apache.flink.streaming.api.watermark.Watermark.MAX_WATERMARK);
        checkpoint();
        count.close();
        return committed;
    }

    private boolean read() throws Exception {
        int from = at;
        while (at < lines.size() && at < from + pace && lines.get(at).readAt() <= now) {
            ShippedPartition.Line line = lines.get(at++);
            ReadEvent event = new ReadEvent(
                    events.computeIfAbsent(line.file(), CountedPartition::event),
                    Instant.ofEpochMilli(line.readAt()),
                    false,
                    ReadEvent.NOT_COUNTED);
            watermarks.onEvent(event, line.time(), output);
            Tally one = new Tally();
            one.add(1);
            long window = line.time() / WINDOW * WINDOW;
            count.processElement(new Observation(LINES, "", ReadEvent.COUNTED, window, one), line.time());
        }
        return at > from || at < lines.size();
    }

    private void checkpoint() throws Exception {
        state = count.snapshot(++checkpoint, now);
        stateAt = at;
        for (MetricSample sample : count.extractOutputValues()) {
            if (sample.value() > 0) {
                committed.put(sample.timestamp(), (long) sample.value());
            }
        }
        count.getOutput().clear();
    }

    private void kill() throws Exception {
        count.close();
        now += random.nextInt(20_000);
        start();
    }

    private void start() throws Exception {
        watermarks = new FileWatermarks(Duration.ofMillis(WINDOW), () -> now);
        count = harness();
        if (state != null) {
            count.initializeState(state);
        }
        count.open();
        count.setProcessingTime(now);
        count.processBroadcastWatermark(org.apache.flink.streaming.api.watermark.Watermark.MAX_WATERMARK);
        at = stateAt;
    }

    private static KeyedBroadcastOperatorTestHarness<String, Observation, RouteFact, MetricSample> harness()
            throws Exception {
        var harness = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new CountWindows(Duration.ofMillis(WINDOW)), new ArrayList<>(List.of(CountWindows.ROUTES))),
                Observation::scope,
                Types.STRING,
                1,
                1,
                0);
        harness.setup(WireTypeInformation.immutable(MetricSample.class, MetricSampleWire.class)
                .createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static MaskedEvent event(String file) {
        return MaskedEvent.of(
                LogEvent.at(new EventPosition(FileId.of(file), 0, 0)).build(), new PlainMasker());
    }
}
