package io.sillok.tailer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What becomes of a file that is read to its end: it waits for more, is let go, or its content was taken away. */
final class FileEnds {

    private final Reading reading;
    private final OpenFiles files;
    private final Rotations rotations;
    private final Checkpoints checkpoints;
    private final StreamFactory streams;
    private final Writers writers;
    private final Collection<FileStream> draining;
    private final ByteBuffer buffer;
    private final TailerEvents events;
    private final Consumer<Path> lookAgain;

    /**
     * @param draining where streams go whose content a truncation took away, until all of it is acknowledged
     * @param buffer to read what is left
     * @param lookAgain told paths at which another file stands than the one that is followed there
     */
    FileEnds(
            Reading reading,
            OpenFiles files,
            Rotations rotations,
            Checkpoints checkpoints,
            StreamFactory streams,
            Writers writers,
            Collection<FileStream> draining,
            ByteBuffer buffer,
            TailerEvents events,
            Consumer<Path> lookAgain) {
        this.reading = reading;
        this.files = files;
        this.rotations = rotations;
        this.checkpoints = checkpoints;
        this.streams = streams;
        this.writers = writers;
        this.draining = draining;
        this.buffer = buffer;
        this.events = events;
        this.lookAgain = lookAgain;
    }

    /** Returns whether the file wants another turn at once. */
    boolean atEnd(FileWatcher watcher, Instant now) throws IOException {
        if (reading == Reading.ONCE && !finish(watcher, now)) {
            return truncated(watcher, now);
        }
        if (watcher.rotated()) {
            if (nobodyWritesTo(watcher, now)) {
                letGo(watcher, now);
            }
            return false;
        }
        Optional<FileStat> stat = watcher.statOfPath();
        if (stat.isEmpty()) {
            lookAgain.accept(watcher.path());
        } else if (watcher.isReplacedInPlace(stat.get())) {
            return truncated(watcher, now);
        }
        return false;
    }

    private boolean nobodyWritesTo(FileWatcher watcher, Instant now) {
        if (watcher.isComplete()) {
            return true;
        }
        return switch (writers.of(watcher.key(), watcher.changed(), now)) {
            case WRITTEN -> false;
            case NOBODY -> !Writers.isShared(watcher.path().getParent());
            case UNKNOWN -> watcher.quietFor(streams.config().rotatedWait(), now);
        };
    }

    /** Ends a rotated file that nobody writes to: its last record is whole as it is. */
    private void letGo(FileWatcher watcher, Instant now) throws IOException {
        FileStream stream = watcher.stream();
        if (!finish(watcher, now)) {
            // The next look sees it too, and deals with it.
            return;
        }
        stream.flush();
        if (!stream.allAcknowledged()) {
            return;
        }
        files.remove(watcher);
        rotations.letGo(watcher, now);
        events.fileReleased(watcher.path(), stream.readTo());
        watcher.close();
    }

    /**
     * What stands there now is a new file. What was there before is read on in its copy, if one is found, under the
     * identity that it has; what is in no copy and was not read is lost.
     */
    boolean truncated(FileWatcher watcher, Instant now) throws IOException {
        FileStream old = watcher.stream();
        events.fileTruncated(watcher.path(), old.readTo());
        OptionalLong copied = rotations.takeCopy(watcher, now);
        long missing = watcher.seenUnread() - (copied.orElse(old.readTo()) - old.readTo());
        if (missing > 0) {
            events.bytesUnaccounted(watcher.path(), missing);
        }
        if (missing > 0 || copied.isEmpty()) {
            // What is lost was told; it is not to be missed again when the folder is looked through.
            old.checkpoint().ifPresent(known -> checkpoints.giveUp(known.id(), copied.orElse(old.readTo())));
        }
        if (copied.isEmpty()) {
            old.finish();
            old.flush();
            draining.add(old);
        }
        rotations.isUnclear(watcher.path(), now);
        watcher.contentIsNew();
        watcher.restart(streams.create(
                watcher.key(), watcher.born(), watcher.path(), watcher.group(), watcher.log(), Optional.empty()));
        files.restarted(watcher);
        return true;
    }

    /** The last record is whole as it is; what was given up of it is read again before. */
    private boolean finish(FileWatcher watcher, Instant now) throws IOException {
        FileStream stream = watcher.stream();
        if (stream.forgets()) {
            stream.recall();
            FileWatcher.Look look = watcher.look(buffer, now);
            while (look == FileWatcher.Look.READ && !watcher.atEnd()) {
                look = watcher.look(buffer, now);
            }
            if (look == FileWatcher.Look.TRUNCATED) {
                return false;
            }
        }
        stream.finish();
        return true;
    }
}
