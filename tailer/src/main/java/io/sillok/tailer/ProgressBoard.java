package io.sillok.tailer;

import java.time.Duration;

/**
 * Where the tailer's thread posts how far it is, when somebody asks: with thousands of files a snapshot is not free.
 * Thread-safe.
 */
final class ProgressBoard {

    private static final long FRESH_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PATIENCE_MILLIS = 2000;

    private final Runnable wakeUp;
    private volatile boolean wanted;
    private TailerProgress posted = TailerProgress.NONE;
    private long postedAt;
    private boolean hasPosted;
    private boolean last;

    /** @param wakeUp has the tailer's thread look here soon */
    ProgressBoard(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    /** Whether somebody waits for a post. */
    boolean wanted() {
        return wanted;
    }

    synchronized void post(TailerProgress progress) {
        posted = progress;
        postedAt = System.nanoTime();
        hasPosted = true;
        wanted = false;
        notifyAll();
    }

    /** The thread is done: what is posted stays. */
    synchronized void end() {
        last = true;
        notifyAll();
    }

    /** A snapshot of a fraction of a second ago; an older one only if the tailer's thread is stuck. */
    synchronized TailerProgress read() {
        long asked = System.nanoTime();
        long deadline = asked + PATIENCE_MILLIS * 1_000_000;
        while (!last && !(hasPosted && asked - postedAt < FRESH_NANOS)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wanted = true;
            wakeUp.run();
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return posted;
    }
}
