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

        pass(2999);
        event("a", 60_000);
        event("b", 20_000);
        pass(1);
        assertThat(watermark).isEqualTo(17_000);
    }

    @Test
    void followsTheFileFurthestBehindUntilItIsQuiet() {
        event("a", 50_000);
        event("b", 20_000);
        pass(3000);
        event("a", 60_000);
        event("b", 30_000);
        pass(100);
        assertThat(watermark).isEqualTo(27_000);

        pass(1000);
        event("a", 70_000);
        pass(1000);
        assertThat(watermark).isEqualTo(67_000);
    }

    @Test
    void closesTheLastWindowAfterAWindowsLengthOfSilence() {
        event("a", 50_000);
        pass(5000);
        pass(4999);
        assertThat(watermark).isEqualTo(Long.MIN_VALUE);
        pass(1);
        assertThat(watermark).isEqualTo(60_000);
        assertThat(idle).isTrue();
    }

    @Test
    void aFileIsNotQuietWhileTheTaskStandsStill() {
        event("live", 500_000);
        event("behind", 20_000);
        pass(3000);
        event("behind", 30_000);
        event("live", 510_000);

        now += 3_600_000;
        watermarks.onPeriodicEmit(output);
        assertThat(watermark).isEqualTo(27_000);
        event("behind", 40_000);
        pass(200);
        assertThat(watermark).isEqualTo(37_000);

        pass(1800);
        event("live", 520_000);
        pass(200);
        assertThat(watermark).isEqualTo(517_000);
    }

    private void pass(long millis) {
        for (long left = millis; left > 0; left -= STEP_MILLIS) {
            now += Math.min(left, STEP_MILLIS);
            watermarks.onPeriodicEmit(output);
        }
    }

    private void event(String file, long time) {
        LogEvent event = LogEvent.at(new EventPosition(FileId.of(file), 0, 0)).build();
        watermarks.onEvent(
                new ReadEvent(MaskedEvent.of(event, new PlainMasker()), Instant.EPOCH, false, ReadEvent.NOT_COUNTED),
                time,
                output);
    }
}
