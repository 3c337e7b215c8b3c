package io.sillok.tailer;

import io.sillok.model.FileSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives files their turns of reading, within what memory and rate allow, and says when each has the next. */
final class Turns {

    /** A turn of reading; what it brings usually goes as one slice. */
    static final int READ_BYTES = FileSlice.MAX_BYTES;

    /** How soon a file that is read to its end is tried again to be let go. */
    private static final Duration LET_GO_INTERVAL = Duration.ofSeconds(1);

    private final Reading reading;
    private final OpenFiles files;
    private final LookSchedule schedule;
    private final Shipper shipper;
    private final StreamFactory streams;
    private final FileEnds ends;
    private final TailerEvents events;
    private final Consumer<Path> lookAgain;
    private final ByteBuffer buffer;
    private RateLimit rate;
    private long bytesRead;
    private long looks;

    /** Whether files wait for the rate limit. */
    private boolean limited;

    /**
     * @param buffer of {@link #READ_BYTES}
     * @param lookAgain told paths at which another file stands than the one that is followed there
     */
    Turns(
            Reading reading,
            OpenFiles files,
            LookSchedule schedule,
            Shipper shipper,
            StreamFactory streams,
            FileEnds ends,
            ByteBuffer buffer,
            TailerEvents events,
            Consumer<Path> lookAgain) {
        this.reading = reading;
        this.files = files;
        this.schedule = schedule;
        this.shipper = shipper;
        this.streams = streams;
        this.ends = ends;
        this.buffer = buffer;
        this.events = events;
        this.lookAgain = lookAgain;
        this.rate = new RateLimit(streams.config().rateLimit());
    }

    /** From now on no more than so many bytes a second are read; 0 for no limit. */
    void limit(long bytesPerSecond) {
        rate = new RateLimit(bytesPerSecond);
    }

    /** When files that wait for the rate limit go on. */
    Optional<Instant> limitedUntil() {
        return limited ? Optional.of(rate.next()) : Optional.empty();
    }

    /** How many looks at open files there were so far. */
    long looks() {
        return looks;
    }

    long bytesRead() {
        return bytesRead;
    }

    /** One turn for each file that is due and may have it; the others keep their places in the line. */
    boolean give(Instant now) {
        boolean more = false;
        limited = false;
        for (FileWatcher watcher : schedule.due(now)) {
            if (!shipper.hasRoom() && !makeRoom()) {
                return false;
            }
            int most = rate.turn(now, buffer.capacity() - Fingerprint.TAIL_BYTES);
            if (most == 0) {
                limited = true;
                return false;
            }
            int turn = shipper.turn(watcher.stream(), most);
            if (turn > 0) {
                looks++;
                // What was read last is read again, to see that it is still there.
                if (giveTurn(watcher, buffer.slice(0, turn + Fingerprint.TAIL_BYTES), now)) {
                    schedule.again(watcher);
                    more = true;
                }
            }
        }
        return more;
    }

    /**
     * What is read and not framed goes only if more is read, so half-written lines of many files could fill the memory for
     * ever. They stand on the disk: those of files that rest are given up first, then those that are least far.
     */
    private boolean makeRoom() {
        if (!shipper.crowded()) {
            return false;
        }
        List<FileWatcher> holding = files.all().stream()
                .filter(watcher -> watcher.stream().unframed() > 0)
                .sorted(Comparator.comparing(FileWatcher::atEnd)
                        .reversed()
                        .thenComparing(watcher -> watcher.stream().unframed() * (watcher.atEnd() ? -1 : 1)))
                .toList();
        for (FileWatcher watcher : holding) {
            if (shipper.crowded()) {
                giveUp(watcher);
            }
        }
        return shipper.hasRoom();
    }

    private void giveUp(FileWatcher watcher) {
        watcher.stream().cut();
        try {
            watcher.forgetHalfLine();
        } catch (IOException e) {
            watcher.tellUnreadable(e, events);
        }
    }

    /** Returns whether the file wants another turn at once; else it is told when to have the next. */
    private boolean giveTurn(FileWatcher watcher, ByteBuffer room, Instant now) {
        FileStream stream = watcher.stream();
        long before = stream.readTo();
        long furthest = stream.furthest();
        try {
            if (watcher.rests() && !wakes(watcher)) {
                rest(watcher, now);
                return false;
            }
            FileWatcher.Look look = watcher.look(room, now);
            bytesRead += stream.furthest() - furthest;
            rate.read(Math.max(0, stream.readTo() - before));
            watcher.stream().quietCut(now);
            boolean more =
                    switch (look) {
                        case READ -> reading == Reading.ONCE || !watcher.atEnd();
                        case AT_END -> ends.atEnd(watcher, now);
                        case TRUNCATED -> ends.truncated(watcher, now);
                    };
            if (watcher.atEnd()) {
                watcher.stream().flush();
            }
            if (!more) {
                rest(watcher, now);
            }
            return more;
        } catch (IOException e) {
            schedule.restUntil(watcher, now, now.plus(streams.config().discoveryInterval()));
            watcher.tellUnreadable(e, events);
            return false;
        }
    }

    /** Opens a file that was closed while it was quiet, if it changed and there is room. */
    private boolean wakes(FileWatcher watcher) throws IOException {
        Optional<FileStat> stat = watcher.statOfPath();
        if (stat.isEmpty() || !watcher.mayBe(stat.get())) {
            // Renamed or deleted; discovery tells which.
            lookAgain.accept(watcher.path());
            return false;
        }
        boolean wakes = watcher.wantsToWake(stat.get()) && files.hasRoom();
        if (wakes) {
            files.wake(watcher, watcher.path());
        }
        return wakes;
    }

    private void rest(FileWatcher watcher, Instant now) {
        Instant latest = Instant.MAX;
        if (watcher.stream().holdsCompleteLines()) {
            Instant quiet = watcher.changed().plus(streams.config().quietTime());
            latest = quiet.isAfter(now) ? quiet : now.plus(streams.config().quietTime());
        } else if (watcher.rests() && watcher.rotated()) {
            latest = now.plus(streams.config().discoveryInterval());
        } else if (watcher.rotated() && watcher.isComplete()) {
            latest = now.plus(LET_GO_INTERVAL);
        } else if (watcher.rotated()) {
            latest = now.plus(Writers.LOOK_INTERVAL);
        }
        schedule.restUntil(watcher, now, latest);
    }
}
