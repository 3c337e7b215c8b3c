package io.sillok.job.parse;

import org.apache.flink.streaming.api.TimerService;

/** What is due for a file, and when: milliseconds of processing time. */
final class FileTimers {

    /** How long a slice waits for its predecessors, from the last sign of them. */
    static final long PATIENCE_MILLIS = 5000;

    private static final long QUIET_MILLIS = 1000;
    private static final long LEDGER_MILLIS = 200;
    private static final long HOLE_MILLIS = 60_000;

    /** Set when all that is held back must come out: the end of a drained job. */
    private static final long END_OF_TIME = Long.MAX_VALUE;

    private final TimerService timers;
    private final FileProgress file;
    private final long now;

    FileTimers(TimerService timers, FileProgress file) {
        this.timers = timers;
        this.file = file;
        this.now = timers.currentProcessingTime();
    }

    static boolean due(long at, long now) {
        return at != 0 && at <= now;
    }

    long now() {
        return now;
    }

    /** One timer at a time looks after the file's retention, however often the file is touched. */
    void touch(long parserMillis) {
        if (file.touchedAt == 0) {
            timers.registerEventTimeTimer(END_OF_TIME);
        }
        if (file.forgottenAt == 0) {
            file.forgottenAt = at(now + parserMillis);
        }
        file.touchedAt = now;
    }

    void remember(long timestamp, long parserMillis, long rangeMillis) {
        if (due(file.forgottenAt, timestamp)) {
            long restsAt = file.touchedAt + parserMillis;
            file.forgottenAt = at(restsAt > timestamp ? restsAt : file.touchedAt + rangeMillis);
        }
    }

    void bePatient() {
        file.patienceEndsAt = at(now + PATIENCE_MILLIS);
    }

    void watchHoles() {
        if (file.hasUndecidedHoles()) {
            file.watchHoles(at(now + HOLE_MILLIS));
        }
    }

    void ledgerSoon() {
        if (file.ledgerAt == 0) {
            file.ledgerAt = at(now + LEDGER_MILLIS);
        }
    }

    /** @param holding whether something is held back that was not shown */
    void quietSoon(boolean holding) {
        boolean waits = holding && !due(file.quietAt, now);
        file.quietAt = waits ? at(now + QUIET_MILLIS) : 0;
    }

    private long at(long time) {
        timers.registerProcessingTimeTimer(time);
        return time;
    }
}
