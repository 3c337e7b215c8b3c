package io.sillok.tailer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * When the checkpoint is saved: when positions moved, at most once in the interval, and never so often that saving many
 * files becomes what the tailer does. Touched by the tailer's thread only.
 */
final class CheckpointSaver {

    /** A save is followed by at least so many times its own length without one. */
    private static final int PAUSE_FACTOR = 50;

    /** A crash resends what was acknowledged since the last save, so a slow disk must not stretch the interval for ever. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CheckpointStore store;
    private final Checkpoints checkpoints;
    private final Consumer<Instant> note;
    private final InstantSource clock;
    private final TailerEvents events;

    private Duration interval;
    private Instant nextSave = Instant.MIN;
    private boolean identitiesUnsaved;
    private Optional<Instant> movedSince = Optional.empty();
    private boolean failing;
    private long saves;
    private Duration savingTime = Duration.ZERO;

    /** @param note brings the checkpoints up to what is open, at a time */
    CheckpointSaver(
            CheckpointStore store,
            Checkpoints checkpoints,
            Duration interval,
            Consumer<Instant> note,
            InstantSource clock,
            TailerEvents events) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.interval = interval;
        this.note = note;
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
        boolean urgent = checkpoints.lossUnsaved() && !failing;
        if (checkpoints.unsaved() && (urgent || !now.isBefore(nextSave))) {
            save(now);
        }
    }

    /** When a save will be due; never if there is nothing to save. */
    Optional<Instant> due() {
        return checkpoints.unsaved() || identitiesUnsaved ? Optional.of(nextSave) : Optional.empty();
    }

    /** Saves what there is to save, due or not. */
    void settle(Instant now) {
        if (checkpoints.unsaved()) {
            save(now);
        }
    }

    CheckpointFigures figures(Instant now) {
        return new CheckpointFigures(
                checkpoints.files().size(),
                saves,
                savingTime,
                movedSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO),
                failing);
    }

    private boolean save(Instant now) {
        long start = System.nanoTime();
        boolean saved = write();
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

    private boolean write() {
        try {
            Instant time = clock.instant();
            note.accept(time);
            if (!identitiesUnsaved && store.takesChanges()) {
                store.saveChanges(checkpoints.changes());
            } else {
                saveAll(checkpoints.content(time));
            }
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
        checkpoints.saved();
        movedSince = Optional.empty();
        identitiesUnsaved = false;
        return true;
    }

    private void saveAll(CheckpointContent all) throws IOException {
        store.save(all);
        if (identitiesUnsaved) {
            // Twice, so that the previous checkpoint knows each file that slices were sent of, too.
            store.save(all);
        }
    }
}
