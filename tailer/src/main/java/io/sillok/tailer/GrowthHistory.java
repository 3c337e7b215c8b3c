package io.sillok.tailer;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * When a file was seen to have grown to which size: enough to say for how long its oldest unacknowledged byte has been
 * waiting. Holds a few entries, and none while nothing waits.
 */
final class GrowthHistory {

    private static final int MOST = 16;

    private static final long[] NO_SIZES = {};
    private static final Instant[] NO_TIMES = {};

    private long[] sizes = NO_SIZES;
    private Instant[] times = NO_TIMES;
    private int length;

    /** Notes a size; what the acknowledged position has passed is forgotten. */
    void grew(long size, long acknowledged, Instant now) {
        forget(acknowledged);
        if (size <= acknowledged || (length > 0 && size <= sizes[length - 1])) {
            return;
        }
        if (length == MOST) {
            halve();
        }
        if (length == sizes.length) {
            int room = Math.max(2, length * 2);
            sizes = Arrays.copyOf(sizes, room);
            times = Arrays.copyOf(times, room);
        }
        sizes[length] = size;
        times[length] = now;
        length++;
    }

    /** The content is another one now. */
    void restart() {
        length = 0;
    }

    /** For how long the byte at a position has been there, unless nothing was seen behind it. */
    Duration waiting(long acknowledged, Instant now) {
        for (int i = 0; i < length; i++) {
            if (sizes[i] > acknowledged) {
                return Duration.between(times[i], now);
            }
        }
        return Duration.ZERO;
    }

    private void forget(long acknowledged) {
        int passed = 0;
        while (passed < length && sizes[passed] <= acknowledged) {
            passed++;
        }
        length -= passed;
        System.arraycopy(sizes, passed, sizes, 0, length);
        System.arraycopy(times, passed, times, 0, length);
        if (length == 0) {
            sizes = NO_SIZES;
            times = NO_TIMES;
        }
    }

    /** Two become one of the later size and the earlier time: a wait is never made to look shorter. */
    private void halve() {
        for (int i = 0; i < MOST / 2; i++) {
            sizes[i] = sizes[2 * i + 1];
            times[i] = times[2 * i];
        }
        length = MOST / 2;
    }
}
