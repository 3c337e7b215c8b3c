package io.sillok.local.command;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what runs: when a person presses Ctrl-C, when the process is told to end, or when the command is done with it. It
 * is closed within the grace that a terminal's user has, and if a part hangs the process ends all the same (children die
 * with their parent).
 */
final class Interruption implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

    /** Seconds that closing may take. */
    private static final long GRACE = 9;

    /** Seconds between two looks at whether anything failed. */
    private static final long LOOK_INTERVAL = 2;

    private final AutoCloseable running;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interruption");
    private volatile boolean ending;

    private Interruption(AutoCloseable running) {
        this.running = running;
    }

    static Interruption closing(AutoCloseable running) {
        Interruption interruption = new Interruption(running);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /**
     * Waits for Ctrl-C, which does not come back from here; or until there is a failure, which it tells before
     * anything is closed, for what has failed may be slow to close.
     */
    int await(Supplier<Optional<String>> failure) throws InterruptedException {
        while (true) {
            Optional<String> reason = ending ? Optional.empty() : reason(failure);
            if (reason.isPresent() && !ending) {
                System.err.println("sillok: " + reason.get());
                return ExitCodes.PART_FAILED;
            }
            if (closed.await(LOOK_INTERVAL, TimeUnit.SECONDS)) {
                return ExitCodes.DONE;
            }
        }
    }

    /** Parts that are being closed cannot be asked any more; then the answer does not matter. */
    private Optional<String> reason(Supplier<Optional<String>> failure) {
        try {
            return failure.get();
        } catch (RuntimeException e) {
            if (ending) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void interrupted() {
        ending = true;
        closeInTime();
        Runtime.getRuntime().halt(ExitCodes.DONE);
    }

    private void closeInTime() {
        Thread closing = new Thread(this::closeRunning, "closing");
        closing.setDaemon(true);
        closing.start();
        try {
            if (!closed.await(GRACE, TimeUnit.SECONDS)) {
                System.err.println("sillok: some part did not end within " + GRACE + " s and was cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeRunning() {
        try {
            running.close();
        } catch (Exception e) {
            System.err.println("sillok: " + e.getMessage());
        } finally {
            closed.countDown();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            closeInTime();
        } catch (IllegalStateException e) {
            // The process is ending: then the hook is what closes.
            LOG.debug("the hook is at work", e);
        }
    }
}
