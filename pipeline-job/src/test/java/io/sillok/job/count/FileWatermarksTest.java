package io.sillok.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.job.PlainMasker;
import io.sillok.job.ReadEvent;
import io.sillok.model.EventPosition;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.MaskedEvent;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class FileWatermarksTest {

    private static final long STEP_MILLIS = 200;

    private long now = 1_000_000;
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    private final FileWatermarks watermarks = new FileWatermarks(Duration.ofSeconds(10), () -> now);

    private final WatermarkOutput output = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark emitted) {
            watermark = emitted.getTimestamp();
            idle = false;
        }

        @Override
        public void markIdle() {
            idle = true;
        }

        @Override
        public void markActive() {
            idle = false;
        }
    };

    @Test
    void saysNothingUntilFilesHadTimeToShowThemselves() {
        event("a", 50_000);
        watermarks.onPeriodicEmit(output);
        assertThat(watermark).isEqualTo(Long.MIN_VALUE);

        keepUp(2800, 50_000, "a");
        event("a", 60_000);
        event("b", 20_000);
        assertThat(watermark).isEqualTo(Long.MIN_VALUE);
        keepUp(400, 60_000, "a");
        assertThat(watermark).isEqualTo(17_000);
    }

    @Test
    void followsTheFileFurthestBehindUntilItIsQuiet() {
        keepUp(3200, 50_000, "a", "b");
        event("b", 30_000);
        keepUp(400, 60_000, "a");
        assertThat(watermark).isEqualTo(47_000);
        event("b", 55_000);
        keepUp(1600, 70_000, "a");
        assertThat(watermark).isEqualTo(52_000);
        keepUp(600, 80_000, "a");
        assertThat(watermark).isEqualTo(77_000);
    }

    @Test
    void closesTheLastWindowAfterAWindowsLengthOfSilence() {
        keepUp(3200, 50_000, "a");
        pass(9_600);
        assertThat(watermark).isEqualTo(47_000);
        pass(400);
        assertThat(watermark).isEqualTo(59_999);
        assertThat(idle).isTrue();
    }

    /** After a host was away for a while its files come back one after the other. */
    @Test
    void waitsAgainForAllFilesAfterASilence() {
        event("a", 50_000);
        pass(10_000);
        keepUp(2000, 95_000, "a");
        assertThat(watermark).isEqualTo(59_999);
        assertThat(idle).isFalse();
        event("b", 61_000);
        keepUp(1000, 120_000, "a");
        event("b", 70_000);
        keepUp(400, 120_000, "a");
        assertThat(watermark).isEqualTo(67_000);
    }

    @Test
    void aSilenceOfAllMakesNoFileQuiet() {
        keepUp(3200, 50_000, "a");
        event("behind", 48_000);
        pass(9000);
        event("a", 70_000);
        pass(200);
        assertThat(watermark).isEqualTo(47_000);
        event("behind", 55_000);
        pass(200);
        assertThat(watermark).isEqualTo(52_000);
    }

    /** Ten seconds of the tailer's take this job forty. */
    @Test
    void aFileIsNotQuietForBeingReadSlowly() {
        long read = now;
        for (int second = 0; second <= 10; second++) {
            event("a", 50_000 + 1000 * second, read + 1000 * second);
            if (second % 2 == 0) {
                event("behind", 20_000 + 1000 * second, read + 1000 * second);
            }
            pass(4000);
        }
        assertThat(watermark).isEqualTo(27_000);
    }

    @Test
    void aFileThatEndedHoldsUpTheRestForAWhileIfItsClockWasAhead() {
        event("ahead", 20_000, now + 3_600_000);
        keepUp(14_000, 50_000, "a");
        assertThat(watermark).isLessThan(20_000);
        keepUp(1200, 50_000, "a");
        assertThat(watermark).isEqualTo(47_000);
    }

    @Test
    void aFileIsNotQuietWhileTheTaskStandsStill() {
        keepUp(3200, 500_000, "live");
        event("behind", 501_000);
        event("live", 510_000);
        now += 3_600_000;
        watermarks.onPeriodicEmit(output);
        event("live", 520_000);
        pass(200);
        assertThat(watermark).isEqualTo(498_000);
        event("behind", 515_000);
        keepUp(400, 520_000, "live");
        assertThat(watermark).isEqualTo(512_000);

        keepUp(2000, 530_000, "live");
        assertThat(watermark).isEqualTo(527_000);
    }

    /** A line of each file at every look. */
    private void keepUp(long millis, long time, String... files) {
        for (long left = millis; left > 0; left -= STEP_MILLIS) {
            for (String file : files) {
                event(file, time);
            }
            pass(STEP_MILLIS);
        }
    }

    private void pass(long millis) {
        for (long left = millis; left > 0; left -= STEP_MILLIS) {
            now += Math.min(left, STEP_MILLIS);
            watermarks.onPeriodicEmit(output);
        }
    }

    private void event(String file, long time) {
        event(file, time, now);
    }

    private void event(String file, long time, long read) {
        LogEvent event = LogEvent.at(new EventPosition(FileId.of(file), 0, 0)).build();
        watermarks.onEvent(
                new ReadEvent(
                        MaskedEvent.of(event, new PlainMasker()),
                        Instant.ofEpochMilli(read),
                        false,
                        ReadEvent.NOT_COUNTED),
                time,
                output);
    }
}
