package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * When the checkpoint is saved: when positions moved, at most once in the interval, and never so often that saving many
 * files becomes what the tailer does. Touched by the tailer's thread only.
 */
final class CheckpointSaver {

    /** A save is followed by at least so many times its own length without one. */
    private static final int PAUSE_FACTOR = 50;

    /** A crash resends what was acknowledged since the last save, so a slow disk must not stretch the interval for ever. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** That a file is open is noted so often; it is forgotten only after weeks. */
    private static final Duration SEEN_INTERVAL = Duration.ofHours(1);

    private final CheckpointStore store;
    private final Checkpoints checkpoints;
    private final Supplier<Set<FileId>> inUse;
    private final InstantSource clock;
    private final TailerEvents events;

    private Duration interval;
    private Instant nextSave = Instant.MIN;
    private Instant nextSeen = Instant.MIN;
    private boolean identitiesUnsaved;
    private Optional<Instant> movedSince = Optional.empty();
    private boolean failing;
    private long saves;
    private Duration savingTime = Duration.ZERO;

    CheckpointSaver(
            CheckpointStore store,
            Checkpoints checkpoints,
            Duration interval,
            Supplier<Set<FileId>> inUse,
            InstantSource clock,
            TailerEvents events) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.interval = interval;
        this.inUse = inUse;
        this.clock = clock;
        this.events = events;
    }

    void every(Duration newInterval) {
        interval = newInterval;
    }

    void positionsMoved(Instant now) {
        movedSince = movedSince.or(() -> Optional.of(now));
    }

    void identityMade() {
        identitiesUnsaved = true;
    }

    /**
     * Whether slices may go: an identity is saved before the first slice carries it, else a crash could give the file
     * another one. Saves if need be, but does not try a disk that is full again at once.
     */
    boolean identitiesAreSaved(Instant now) {
        return !identitiesUnsaved || ((!failing || !now.isBefore(nextSave)) && save(now));
    }

    void saveIfDue(Instant now) {
        if (movedSince.isPresent() && !now.isBefore(nextSave)) {
            save(now);
        }
    }

    /** Saves what there is to save, due or not. */
    void settle(Instant now) {
        if (movedSince.isPresent()) {
            save(now);
        }
    }

    CheckpointFigures figures(Instant now) {
        return new CheckpointFigures(
                checkpoints.all().size(),
                saves,
                savingTime,
                movedSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO),
                failing);
    }

    private boolean save(Instant now) {
        long start = System.nanoTime();
        boolean saved = write(now);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        saves++;
        savingTime = savingTime.plus(took);
        nextSave = now.plus(pauseAfter(took));
        return saved;
    }

    private Duration pauseAfter(Duration took) {
        Duration pause = took.multipliedBy(PAUSE_FACTOR);
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return bounded.compareTo(interval) > 0 ? bounded : interval;
    }

    private boolean write(Instant now) {
        if (!now.isBefore(nextSeen)) {
            checkpoints.seen(inUse.get(), clock.instant());
            nextSeen = now.plus(SEEN_INTERVAL);
        }
        try {
            store.save(checkpoints.all());
        } catch (IOException e) {
            if (!failing) {
                events.checkpointFailed(store.path(), e.toString());
            }
            failing = true;
            return false;
        }
        if (failing) {
            events.checkpointSavedAgain(store.path());
        }
        failing = false;
        movedSince = Optional.empty();
        identitiesUnsaved = false;
        return true;
    }
}
