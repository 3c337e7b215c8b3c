package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * Finds what rotation made of logs beside their paths: predecessors renamed while no tailer ran, their packed forms, the
 * copies of copytruncate, and files that were rotated before they were ever seen. Looks through a folder when something
 * came or went in it, and once in a while when a file in it may still be written to.
 */
final class Rotations {

    private final OpenFiles files;
    private final FollowedFiles followed;
    private final Siblings siblings;
    private final Losses losses;
    private final Predecessors predecessors;
    private final Checkpoints checkpoints;
    private final WatcherFactory factory;
    private final TailerEvents events;
    private final Map<Path, SiblingFolder> folders = new HashMap<>();

    /** @param draining streams whose content a truncation took away and that wait for acknowledgements */
    Rotations(
            List<PathsProvider> providers,
            OpenFiles files,
            Collection<FileStream> draining,
            Checkpoints checkpoints,
            WatcherFactory factory,
            StreamFactory streams,
            TailerEvents events) {
        this.files = files;
        this.followed = new FollowedFiles(files, draining, checkpoints);
        this.siblings = new Siblings(providers, checkpoints, factory);
        this.losses = new Losses(siblings, followed, files, checkpoints, events);
        this.predecessors = new Predecessors(siblings, followed, losses, files, checkpoints, factory, streams, events);
        this.checkpoints = checkpoints;
        this.factory = factory;
        this.events = events;
        checkpoints.files().stream()
                .map(FileCheckpoint::path)
                .filter(path -> siblings.provider(path).isPresent())
                .forEach(this::folder);
        // Before the first file comes, so that one which comes and is rotated at once is known to be new.
        providers.forEach(provider -> provider.folders().forEach(this::folderAt));
    }

    /**
     * Looks through the folders of all logs, where that is due.
     *
     * @param began when the look at the globs before it began, by the wall clock
     */
    void look(Instant began, Instant now) {
        Set<Path> unidentified = new HashSet<>();
        files.folders().forEach(this::folderAt);
        for (FileWatcher watcher : files.unidentified()) {
            if (watcher.size() > 0) {
                unidentified.add(watcher.path().getParent());
            }
        }
        for (Map.Entry<Path, SiblingFolder> entry : List.copyOf(folders.entrySet())) {
            look(entry.getKey(), entry.getValue(), began, now);
            boolean first = checkpoints.looked(entry.getKey()).isEmpty();
            // What is not judged or has no identity yet must still count as new after a kill.
            if (first || (!entry.getValue().unclear() && !unidentified.contains(entry.getKey()))) {
                checkpoints.looked(entry.getKey(), began);
            }
        }
    }

    /** Takes files that a link led to when they were last read, and that stand in another folder than the link. */
    void takeWhereLinksLed(Instant now) {
        for (FileCheckpoint known : followed.left()) {
            Path real = known.real();
            Optional<PathsProvider> provider = siblings.provider(known.path());
            if (provider.isPresent()
                    && !real.getParent().equals(known.path().getParent())
                    && known.key().isAt(real)
                    && files.of(known.key()).isEmpty()) {
                try {
                    predecessors.takeKnown(
                            new Sibling(real, FileStat.of(real), provider.get(), known.path()), folder(real), now);
                } catch (NoSuchFileException e) {
                    isUnclear(known.path(), now);
                } catch (IOException e) {
                    events.fileUnreadable(real, e.getClass().getSimpleName());
                }
            }
        }
    }

    /** Something in the folder of this file could not be looked at, or will have to be judged anew. */
    void isUnclear(Path file, Instant now) {
        folder(file).isUnclear(now);
    }

    /** A file that was read to its end is followed no more; it is looked at once in a while. */
    void letGo(FileWatcher watcher, Instant now) {
        Optional<FileId> own = watcher.stream()
                .checkpoint()
                .filter(known -> known.key().equals(watcher.key()))
                .map(FileCheckpoint::id);
        SiblingFolder folder = folder(watcher.path());
        folder.letGo(watcher.key(), watcher.size(), own);
        folder.isUnclear(now);
    }

    /** Whether a new file of this path may be a rotation of one that is known. */
    boolean mayBeRotated(Path path) {
        return RotatedNames.bases(path).stream().anyMatch(factory::isKnown);
    }

    /** Takes a new file that the globs name though it looks like a rotation, if what it holds is new. */
    void takeNamed(FileStat stat, Path path, PathsProvider provider, Instant now) throws IOException {
        Sibling named = new Sibling(path, stat, provider, path);
        if (stat.size() > 0 && predecessors.judge(named, folder(path), Map.of(), Optional.empty(), true, now)) {
            moved(files.of(stat.key()).orElseThrow(), path, now);
        }
    }

    /** Whether nothing in this file is to be read, as long as nobody writes to it. */
    boolean isJudged(Path path, FileStat stat) {
        return folder(path).isJudged(stat);
    }

    /** The globs name a file by this path now: that of a log, or one that rotation gave it. */
    void moved(FileWatcher watcher, Path path, Instant now) {
        folder(path);
        if (mayBeRotated(path)) {
            watcher.movedByRotation(path, now);
        } else {
            watcher.moved(path);
        }
    }

    /**
     * Goes on with what was read of a truncated log in its copy.
     *
     * @return how many bytes of the log are in the copy; none if there is no copy
     */
    OptionalLong takeCopy(FileWatcher truncated, Instant now) throws IOException {
        SiblingFolder folder = folder(truncated.path());
        List<Sibling> candidates = siblings.in(truncated.path().getParent(), Set.of(), true);
        candidates.removeIf(sibling -> files.of(sibling.stat().key()).isPresent()
                || folder.isJudged(sibling.stat())
                || !RotatedNames.bases(sibling.path()).contains(truncated.path()));
        if (truncated.stream().readTo() == 0 && truncated.stream().checkpoint().isEmpty()) {
            return likelyCopy(candidates, truncated.seenUnread());
        }
        candidates.sort(Sibling.OLDEST_FIRST);
        for (Sibling candidate : candidates) {
            LogBytes log = Origins.open(candidate.path());
            boolean taken = false;
            try {
                taken = truncated.holdsWhatWasRead(log);
                if (taken) {
                    goOnIn(log, candidate, truncated, now);
                    return OptionalLong.of(log.size());
                }
            } catch (EOFException | ZipException e) {
                // It is being packed; once it is whole it is found by what it holds.
                folder.isUnclear(now);
            } finally {
                if (!taken) {
                    log.close();
                }
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Without a byte read nothing tells which file is the copy: it will be read as one that was never seen. What is packed
     * is taken to hold all, since it would have to be unpacked to be asked.
     */
    private static OptionalLong likelyCopy(List<Sibling> candidates, long seen) {
        return candidates.stream()
                .mapToLong(sibling -> UnpackedBytes.isPacked(sibling.path())
                        ? seen
                        : sibling.stat().size())
                .filter(size -> size > 0)
                .max();
    }

    private void goOnIn(LogBytes log, Sibling copy, FileWatcher truncated, Instant now) throws IOException {
        FileStream stream = truncated.stream();
        if (stream.checkpoint().isPresent()) {
            checkpoints.startsAs(stream.checkpoint().get().id(), log);
        }
        events.predecessorFound(truncated.path(), copy.path(), stream.readTo());
        factory.goOn(copy.stat(), copy.path(), truncated.group(), log, stream, now)
                .complete(now);
    }

    private void look(Path path, SiblingFolder folder, Instant began, Instant now) {
        try {
            FileTime modified = Files.getLastModifiedTime(path);
            if (!folder.isDue(modified, now)) {
                return;
            }
            folder.begin(modified, began);
            lookThrough(path, folder, now);
            if (!Files.getLastModifiedTime(path).equals(modified)) {
                // What was renamed meanwhile may be in no part of the listing.
                folder.isUnclear(now);
            }
            losses.report(path, folder);
            folder.end(now);
        } catch (NoSuchFileException e) {
            // It is gone, or not mounted yet.
            folder.begin(FileTime.fromMillis(0), began);
        } catch (IOException e) {
            folder.isUnclear(now);
            events.fileUnreadable(path, e.getClass().getSimpleName());
        }
    }

    private void lookThrough(Path path, SiblingFolder folder, Instant now) throws IOException {
        Optional<Instant> looked = checkpoints.looked(path);
        List<Sibling> strangers = new ArrayList<>();
        Map<FileId, Path> own = new HashMap<>();
        for (Sibling sibling : siblings.in(path, orphans(path), false)) {
            if (!files.hasRoom()) {
                folder.isUnclear(now);
                return;
            }
            if (files.of(sibling.stat().key()).isPresent()) {
                continue;
            }
            if (!folder.isJudged(sibling.stat()) && !predecessors.takeKnown(sibling, folder, now)) {
                strangers.add(sibling);
            }
            folder.own(sibling.stat().key()).ifPresent(id -> own.put(id, sibling.path()));
        }
        strangers.sort(Sibling.OLDEST_FIRST);
        for (Sibling stranger : strangers) {
            if (!files.hasRoom()) {
                folder.isUnclear(now);
                return;
            }
            try {
                predecessors.judge(stranger, folder, own, looked, false, now);
            } catch (NoSuchFileException e) {
                folder.isUnclear(now);
            } catch (IOException e) {
                folder.isUnclear(now);
                events.fileUnreadable(stranger.path(), e.getClass().getSimpleName());
            }
        }
    }

    /** Files of a folder that nobody reads, by inode: they may have any name now. */
    private Set<Long> orphans(Path folder) {
        return followed.left().stream()
                .filter(known -> folder.equals(known.path().getParent()))
                .map(known -> known.key().inode())
                .collect(Collectors.toSet());
    }

    private SiblingFolder folder(Path file) {
        return folderAt(file.getParent());
    }

    private SiblingFolder folderAt(Path folder) {
        return folders.computeIfAbsent(folder, path -> new SiblingFolder());
    }
}
