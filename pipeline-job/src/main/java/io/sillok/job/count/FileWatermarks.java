package io.sillok.job.count;

import io.sillok.job.ReadEvent;
import io.sillok.model.FileId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The time that all active files have reached. Files of one split are read at their own pace after an outage, so the one
 * furthest behind counts; a file that was quiet for a while is left out. After a start nothing is said for a moment, until
 * every file with a backlog has shown itself.
 *
 * <p>When all are quiet for as long as a window lasts, the last windows are closed. While the task itself stands still, held
 * up by a sink, no time goes by for it: files that could not be read were not quiet.
 */
public final class FileWatermarks implements WatermarkGenerator<ReadEvent> {

    private static final long IDLE_MILLIS = 2000;
    private static final long SETTLING_MILLIS = 3000;
    private static final long OUT_OF_ORDER_MILLIS = 3000;

    /** It is asked several times a second; between two times that are further apart, the task stood still. */
    private static final long LONGEST_STEP_MILLIS = 1000;

    private static final class Reached {
        long time = Long.MIN_VALUE;
        long seenAt;
    }

    private final Map<FileId, Reached> active = new HashMap<>();
    private final long windowMillis;
    private final LongSupplier clock;

    private long askedAt = Long.MIN_VALUE;
    private long stoodStill;
    private long firstSeenAt = Long.MIN_VALUE;
    private long lastSeenAt;
    private long furthest = Long.MIN_VALUE;
    private long emitted = Long.MIN_VALUE;

    /** @param clock milliseconds of processing time */
    public FileWatermarks(Duration window, LongSupplier clock) {
        this.windowMillis = window.toMillis();
        this.clock = clock;
    }

    @Override
    public void onEvent(ReadEvent event, long time, WatermarkOutput output) {
        long now = now();
        if (firstSeenAt == Long.MIN_VALUE) {
            firstSeenAt = now;
            // while it says no time yet, it holds back the others
            output.markActive();
        }
        lastSeenAt = now;
        furthest = Math.max(furthest, time);
        Reached reached =
                active.computeIfAbsent(event.event().event().position().fileId(), file -> new Reached());
        reached.time = Math.max(reached.time, time);
        reached.seenAt = now;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long now = now();
        if (firstSeenAt == Long.MIN_VALUE) {
            output.markIdle();
            return;
        }
        if (now - firstSeenAt < SETTLING_MILLIS) {
            return;
        }
        active.values().removeIf(reached -> now - reached.seenAt >= IDLE_MILLIS);
        if (!active.isEmpty()) {
            long least = active.values().stream()
                    .mapToLong(reached -> reached.time)
                    .min()
                    .getAsLong();
            emit(least - OUT_OF_ORDER_MILLIS, output);
        } else if (now - lastSeenAt >= windowMillis) {
            emit(furthest + windowMillis, output);
            output.markIdle();
        }
    }

    /** By a clock that stands still when the task does. */
    private long now() {
        long asked = clock.getAsLong();
        if (askedAt != Long.MIN_VALUE) {
            stoodStill += Math.max(0, asked - askedAt - LONGEST_STEP_MILLIS);
        }
        askedAt = asked;
        return asked - stoodStill;
    }

    private void emit(long time, WatermarkOutput output) {
        if (time > emitted) {
            emitted = time;
            output.emitWatermark(new Watermark(time));
        }
    }
}
