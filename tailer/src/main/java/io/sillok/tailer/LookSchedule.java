package io.sillok.tailer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which files are looked at when. Those that are due wait in a line; who had its look goes to the back of it or sleeps until
 * a hint or its time comes. What is done in a pass grows with the files that are due and not with those that sleep.
 */
final class LookSchedule {

    /** A file that is written to without pause gives hints without pause; they are answered once in this time. */
    private static final Duration BETWEEN_HINTED_LOOKS = Duration.ofMillis(100);

    private record Alarm(Instant at, FileWatcher watcher) {}

    private final LookPace pace;
    private final ChangeHints hints;
    private final Set<FileWatcher> due = new LinkedHashSet<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::at));
    private int files;

    LookSchedule(LookPace pace, ChangeHints hints) {
        this.pace = pace;
        this.hints = hints;
    }

    /** A file that was opened is looked at at once. */
    void add(FileWatcher watcher) {
        files++;
        due.add(watcher);
    }

    void remove(FileWatcher watcher) {
        files--;
        due.remove(watcher);
        watcher.turn().end();
    }

    /** A hint tells that the file may have changed. */
    void hinted(FileWatcher watcher, Instant now) {
        Turn turn = watcher.turn();
        turn.hint();
        Instant at = turn.last().plus(BETWEEN_HINTED_LOOKS);
        if (at.isAfter(now)) {
            wake(watcher, at);
        } else {
            due.add(watcher);
        }
    }

    /** The file wants another look right away; others first. */
    void again(FileWatcher watcher) {
        due.remove(watcher);
        due.add(watcher);
    }

    /** The file was read to its end; it is looked at again when its time comes, or at a hint. */
    void rest(FileWatcher watcher, Instant now) {
        due.remove(watcher);
        Turn turn = watcher.turn();
        turn.done(now);
        wakeAt(
                watcher,
                pace.next(
                        now,
                        watcher.changed(),
                        turn.told(hints.hears(watcher.path().getParent())),
                        files,
                        watcher.key().hashCode()));
    }

    /** As {@link #rest}, but not for longer than to a given time. */
    void restUntil(FileWatcher watcher, Instant now, Instant latest) {
        rest(watcher, now);
        wake(watcher, latest);
    }

    /** The files that are due, in the order in which it is their turn. */
    List<FileWatcher> due(Instant now) {
        while (!alarms.isEmpty() && !alarms.peek().at().isAfter(now)) {
            Alarm alarm = alarms.remove();
            Turn turn = alarm.watcher().turn();
            if (turn.alarmRang(alarm.at())) {
                if (turn.next().isAfter(now)) {
                    wakeAt(alarm.watcher(), turn.next());
                } else {
                    due.add(alarm.watcher());
                }
            }
        }
        return new ArrayList<>(due);
    }

    /** When the next file will be due; none if there are none at all. */
    Optional<Instant> next() {
        return Optional.ofNullable(alarms.peek()).map(Alarm::at);
    }

    private void wake(FileWatcher watcher, Instant at) {
        if (at.isBefore(watcher.turn().next())) {
            wakeAt(watcher, at);
        }
    }

    private void wakeAt(FileWatcher watcher, Instant at) {
        // An alarm that rings earlier finds the later time then, so that alarms do not pile up.
        if (watcher.turn().lookAt(at)) {
            alarms.add(new Alarm(at, watcher));
        }
    }
}
