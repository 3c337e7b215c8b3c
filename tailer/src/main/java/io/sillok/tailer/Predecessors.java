package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/** Tells what a file is that rotation may have made, by its inode and by what it holds, and has the rest of it read. */
final class Predecessors {

    private final Siblings siblings;
    private final FollowedFiles followed;
    private final Losses losses;
    private final OpenFiles files;
    private final Checkpoints checkpoints;
    private final WatcherFactory factory;
    private final StreamFactory streams;
    private final TailerEvents events;

    Predecessors(
            Siblings siblings,
            FollowedFiles followed,
            Losses losses,
            OpenFiles files,
            Checkpoints checkpoints,
            WatcherFactory factory,
            StreamFactory streams,
            TailerEvents events) {
        this.siblings = siblings;
        this.followed = followed;
        this.losses = losses;
        this.files = files;
        this.checkpoints = checkpoints;
        this.factory = factory;
        this.streams = streams;
        this.events = events;
    }

    /** Takes a file that its inode tells of. */
    boolean takeKnown(Sibling sibling, SiblingFolder folder, Instant now) throws IOException {
        Path path = sibling.path();
        try {
            LogBytes log = Origins.open(path);
            boolean taken = false;
            try {
                Optional<FileCheckpoint> found = checkpoints.find(sibling.stat(), path, log, files::uses);
                if (found.isEmpty()) {
                    return false;
                }
                FileCheckpoint known = found.get();
                taken = log.size() > known.position().offset() || (!log.fixed() && mayStillGrow(sibling.stat()));
                if (taken) {
                    takeRest(sibling, known, log, now);
                } else {
                    folder.settle(sibling.stat(), Optional.of(known.id()));
                }
                return true;
            } finally {
                if (!taken) {
                    log.close();
                }
            }
        } catch (NoSuchFileException e) {
            folder.isUnclear(now);
            return true;
        } catch (EOFException | ZipException e) {
            return false;
        }
    }

    /**
     * Reads what an unknown file holds to tell what it is.
     *
     * @param own where files stand that were read to their end
     * @param looked when its folder was looked through before; empty if never
     * @param named whether the globs name it
     * @return whether it is followed now
     */
    boolean judge(
            Sibling sibling,
            SiblingFolder folder,
            Map<FileId, Path> own,
            Optional<Instant> looked,
            boolean named,
            Instant now)
            throws IOException {
        LogBytes log = Origins.open(sibling.path());
        boolean taken = false;
        try {
            if (!sibling.stat().key().isAt(sibling.path())) {
                folder.isUnclear(now);
                return false;
            }
            Origin origin = origins(own).judge(sibling.path(), sibling.stat(), log, siblings.family(sibling.path()));
            taken = takes(origin, sibling, folder, log, looked, named, now);
            return taken;
        } finally {
            if (!taken) {
                log.close();
            }
        }
    }

    private boolean takes(
            Origin origin,
            Sibling sibling,
            SiblingFolder folder,
            LogBytes log,
            Optional<Instant> looked,
            boolean named,
            Instant now)
            throws IOException {
        if (origin instanceof Origin.RestOf rest) {
            takeRest(sibling, rest.known(), log, now);
            return true;
        }
        if (origin instanceof Origin.CopyOfOpen copy) {
            if (!log.fixed() && copy.stream().isPresent()) {
                folder.copies(sibling.stat(), copy.stream().get());
            }
            folder.isUndecided(losses.thatMayBeIn(sibling.path(), log), now);
            return false;
        }
        Optional<FileStream> reader = folder.readIn(sibling.stat());
        if (reader.isPresent()) {
            if (reader.get().checkpoint().isPresent()) {
                checkpoints.startsAs(reader.get().checkpoint().get().id(), log);
            }
            folder.settle(sibling.stat(), Optional.empty());
            return false;
        }
        if (origin instanceof Origin.New) {
            return takeNew(sibling, folder, log, looked, named, now);
        }
        if (origin instanceof Origin.Damaged damage) {
            damaged(sibling, folder, damage.reason(), now);
        } else {
            folder.settle(sibling.stat(), Optional.empty());
        }
        return false;
    }

    private void takeRest(Sibling sibling, FileCheckpoint known, LogBytes log, Instant now) throws IOException {
        if (!known.start().matches(log, 0)) {
            // A copy that holds less than was seen of the log.
            checkpoints.startsAs(known.id(), log);
        }
        factory.watch(
                        sibling.stat(),
                        sibling.path(),
                        known.path(),
                        sibling.provider().group(),
                        log,
                        Optional.of(known),
                        now)
                .rotatedAway(now);
        events.predecessorFound(known.path(), sibling.path(), known.position().offset());
        long missing = known.size() - log.size();
        if (missing > 0) {
            checkpoints.giveUp(known.id(), log.size());
            events.bytesUnaccounted(known.path(), missing);
        }
    }

    private boolean takeNew(
            Sibling sibling, SiblingFolder folder, LogBytes log, Optional<Instant> looked, boolean named, Instant now)
            throws IOException {
        FileStat stat = sibling.stat();
        boolean unseen = looked.filter(
                        time -> stat.modified().toInstant().isAfter(time.minus(SiblingFolder.CLOCK_SLACK)))
                .isPresent();
        if (!named && (!unseen || sibling.provider().excludes(sibling.path()))) {
            folder.settle(stat, Optional.empty());
            return false;
        }
        FileWatcher watcher = factory.watch(
                stat, sibling.path(), sibling.base(), sibling.provider().group(), log, Optional.empty(), now);
        if (!named) {
            watcher.rotatedAway(now);
            events.unseenFileFound(sibling.base(), sibling.path());
        }
        return true;
    }

    /** A packed file may be in the making; one that nobody works on any more is told of. */
    private void damaged(Sibling sibling, SiblingFolder folder, String reason, Instant now) {
        if (mayStillGrow(sibling.stat())) {
            folder.isUnclear(now);
        } else {
            folder.settle(sibling.stat(), Optional.empty());
            events.packedFileDamaged(sibling.path(), reason);
        }
    }

    private Origins origins(Map<FileId, Path> own) {
        return new Origins(followed.inUse(), List.copyOf(files.unidentified()), followed.drained(), own);
    }

    /** A program may go on writing to its old file for a while after it was renamed. */
    private boolean mayStillGrow(FileStat stat) {
        Instant quietSince = streams.clock().instant().minus(streams.config().rotatedWait());
        return stat.modified().toInstant().isAfter(quietSince);
    }
}
