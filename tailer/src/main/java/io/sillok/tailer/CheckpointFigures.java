package io.sillok.tailer;

import java.time.Duration;

/**
 * The checkpoint in numbers.
 *
 * @param files known, open or not
 * @param saves since the start
 * @param savingTime all saves together
 * @param unsavedFor how long the oldest acknowledged position has been waiting to be saved; zero if all are
 * @param failing whether the last save failed
 */
public record CheckpointFigures(int files, long saves, Duration savingTime, Duration unsavedFor, boolean failing) {

    static final CheckpointFigures NONE = new CheckpointFigures(0, 0, Duration.ZERO, Duration.ZERO, false);
}
