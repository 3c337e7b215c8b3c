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
 * furthest behind counts; a file that is quiet while others are not is left out. After a start, and when all begins again
 * after a silence, nothing is said for a moment, until every file with a backlog has shown itself.
 *
 * <p>Quiet is what the tailer found so: the times at which it read the others' lines have gone on. A job that reads more
 * slowly than the lines were sent sees longer gaps than there were.
 *
 * <p>When all are silent for as long as a window lasts, the last windows are closed. While the task itself stands still,
 * held up by a sink, no time goes by for it: files that could not be read were not quiet.
 */
public final class FileWatermarks implements WatermarkGenerator<ReadEvent> {

    private static final long QUIET_MILLIS = 2000;
    private static final long SETTLING_MILLIS = 3000;
    private static final long OUT_OF_ORDER_MILLIS = 3000;

    /** Where hosts' clocks differ, the times of reading do not tell; what has ended must not hold up the rest. */
    private static final long LONGEST_WAIT_MILLIS = 15_000;

    /** It is asked several times a second; between two times that are further apart, the task stood still. */
    private static final long LONGEST_STEP_MILLIS = 1000;

    /** While nothing comes at all, be it for the broker's sake, no file is more quiet than the others. */
    private static final long LONGEST_GAP_MILLIS = 1000;

    private static final class Reached {
        long time = Long.MIN_VALUE;

        /** Of the time in which the tailer read something. */
        long readAt;

        /** Of the time in which something came. */
        long seenAt;
    }

    private final Map<FileId, Reached> active = new HashMap<>();
    private final long windowMillis;
    private final LongSupplier clock;

    private long askedAt = Long.MIN_VALUE;
    private long stoodStill;
    private long firstSeenAt = Long.MIN_VALUE;
    private long lastSeenAt;

    /** How long something came. */
    private long busy;

    /** The same by the tailer's clock. */
    private long read;

    private long firstRead;
    private long lastReadAt;
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
            lastSeenAt = now;
            firstRead = read;
            lastReadAt = event.read().toEpochMilli();
            // while it says no time yet, it holds back the others
            output.markActive();
        }
        busy = busy(now);
        lastSeenAt = now;
        long readAt = Math.max(lastReadAt, event.read().toEpochMilli());
        read += Math.min(readAt - lastReadAt, LONGEST_GAP_MILLIS);
        lastReadAt = readAt;
        furthest = Math.max(furthest, time);
        Reached reached =
                active.computeIfAbsent(event.event().event().position().fileId(), file -> new Reached());
        reached.time = Math.max(reached.time, time);
        reached.readAt = read;
        reached.seenAt = busy;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long now = now();
        if (firstSeenAt == Long.MIN_VALUE) {
            output.markIdle();
        } else if (now - lastSeenAt >= windowMillis) {
            emit((Math.floorDiv(furthest, windowMillis) + 1) * windowMillis - 1, output);
            output.markIdle();
            active.clear();
            firstSeenAt = Long.MIN_VALUE;
        } else if (isOver(SETTLING_MILLIS, now - firstSeenAt, read - firstRead)) {
            long busyUntil = busy(now);
            active.values().removeIf(reached -> isQuiet(reached, busyUntil));
            active.values().stream()
                    .mapToLong(reached -> reached.time)
                    .min()
                    .ifPresent(least -> emit(least - OUT_OF_ORDER_MILLIS, output));
        }
    }

    private long busy(long now) {
        return busy + Math.min(now - lastSeenAt, LONGEST_GAP_MILLIS);
    }

    private boolean isQuiet(Reached reached, long busyUntil) {
        return isOver(QUIET_MILLIS, busyUntil - reached.seenAt, read - reached.readAt);
    }

    /** Whether a time has passed here and at the tailer; but here it passes for sure. */
    private static boolean isOver(long millis, long here, long there) {
        return here >= LONGEST_WAIT_MILLIS || (here >= millis && there >= millis);
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
