package io.sillok.tailer;

import java.time.Duration;
import java.time.Instant;

/** A bucket of tokens, one a byte: it fills at the rate and holds a second's worth. */
final class RateLimit {

    private static final long NANOS = 1_000_000_000L;

    /** A turn of fewer bytes costs more than it brings. */
    private static final long LEAST = 4096;

    private final long bytesPerSecond;
    private double tokens;
    private Instant filled = Instant.EPOCH;

    /** @param bytesPerSecond 0 for no limit */
    RateLimit(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        this.tokens = bytesPerSecond;
    }

    /**
     * How many bytes one turn may read now, so that files take turns within a tenth of a second; 0 if it must wait.
     *
     * @param most if there is no limit
     */
    int turn(Instant now, int most) {
        if (bytesPerSecond == 0) {
            return most;
        }
        if (now.isAfter(filled)) {
            double fresh = (double) Duration.between(filled, now).toNanos() / NANOS * bytesPerSecond;
            tokens = Math.min(bytesPerSecond, tokens + fresh);
            filled = now;
        }
        long share = Math.max(least(), bytesPerSecond / 10);
        return tokens < least() ? 0 : (int) Math.min(most, Math.min((long) tokens, share));
    }

    void read(long bytes) {
        tokens -= bytesPerSecond == 0 ? 0 : bytes;
    }

    /** When there will be enough for a turn. */
    Instant next() {
        double missing = least() - tokens;
        return missing <= 0 ? filled : filled.plusNanos((long) Math.ceil(missing / bytesPerSecond * NANOS));
    }

    private long least() {
        return Math.min(LEAST, bytesPerSecond);
    }
}
