package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Finds what rotation made of logs beside their paths: predecessors renamed while no tailer ran, their packed forms, the
 * copies of copytruncate, and files that were rotated before they were ever seen. Looks through a folder when something
 * came or went in it, and once in a while when a file in it may still be written to.
 */
final class Rotations {

    /** A file that no glob names but whose name is, or may be, a rotation of one that does. */
    private record Sibling(Path path, FileStat stat, PathsProvider provider, Path base) {}

    /** What is packed comes after what it may be packed from, which the clock of the files need not tell. */
    private static final Comparator<Sibling> OLDEST_FIRST = Comparator.comparing(
                    (Sibling sibling) -> sibling.stat().modified())
            .thenComparing(sibling -> UnpackedBytes.isPacked(sibling.path()));

    private final List<PathsProvider> providers;
    private final OpenFiles files;
    private final Collection<FileStream> draining;
    private final Checkpoints checkpoints;
    private final WatcherFactory factory;
    private final StreamFactory streams;
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
        this.providers = providers;
        this.files = files;
        this.draining = draining;
        this.checkpoints = checkpoints;
        this.factory = factory;
        this.streams = streams;
        this.events = events;
        checkpoints.files().stream()
                .map(FileCheckpoint::path)
                .filter(path -> provider(path).isPresent())
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
        for (FileCheckpoint known : checkpoints.notIn(inUse().keySet())) {
            Path real = known.real();
            Optional<PathsProvider> provider = provider(known.path());
            if (provider.isPresent()
                    && !real.getParent().equals(known.path().getParent())
                    && known.key().isAt(real)
                    && files.of(known.key()).isEmpty()) {
                try {
                    takeKnown(new Sibling(real, FileStat.of(real), provider.get(), known.path()), folder(real), now);
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
        if (stat.size() > 0) {
            judge(
                    new Sibling(path, stat, provider, path),
                    folder(path),
                    origins(Map.of()),
                    Optional.empty(),
                    true,
                    now);
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
        List<Sibling> candidates = siblings(truncated.path().getParent(), Set.of(), true);
        candidates.removeIf(sibling -> files.of(sibling.stat().key()).isPresent()
                || folder.isJudged(sibling.stat())
                || !RotatedNames.bases(sibling.path()).contains(truncated.path()));
        if (truncated.stream().readTo() == 0 && truncated.stream().checkpoint().isEmpty()) {
            return likelyCopy(candidates, truncated.seenUnread());
        }
        candidates.sort(OLDEST_FIRST);
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
            reportLost(path, folder);
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
        for (Sibling sibling : siblings(path, orphans(path), false)) {
            if (!files.hasRoom()) {
                folder.isUnclear(now);
                return;
            }
            if (files.of(sibling.stat().key()).isPresent()) {
                continue;
            }
            if (!folder.isJudged(sibling.stat()) && !takeKnown(sibling, folder, now)) {
                strangers.add(sibling);
            }
            folder.own(sibling.stat().key()).ifPresent(id -> own.put(id, sibling.path()));
        }
        strangers.sort(OLDEST_FIRST);
        for (Sibling stranger : strangers) {
            if (!files.hasRoom()) {
                folder.isUnclear(now);
                return;
            }
            try {
                judge(stranger, folder, origins(own), looked, false, now);
            } catch (NoSuchFileException e) {
                folder.isUnclear(now);
            } catch (IOException e) {
                folder.isUnclear(now);
                events.fileUnreadable(stranger.path(), e.getClass().getSimpleName());
            }
        }
    }

    /** Takes a file that its inode tells of. */
    private boolean takeKnown(Sibling sibling, SiblingFolder folder, Instant now) throws IOException {
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

    private void judge(
            Sibling sibling,
            SiblingFolder folder,
            Origins origins,
            Optional<Instant> looked,
            boolean named,
            Instant now)
            throws IOException {
        LogBytes log = Origins.open(sibling.path());
        boolean taken = false;
        try {
            if (!sibling.stat().key().isAt(sibling.path())) {
                folder.isUnclear(now);
                return;
            }
            Origin origin = origins.judge(sibling.path(), sibling.stat(), log, family(sibling.path()));
            taken = takes(origin, sibling, folder, log, looked, named, now);
            if (taken && named) {
                moved(files.of(sibling.stat().key()).orElseThrow(), sibling.path(), now);
            }
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
            folder.isUndecided(lostIn(sibling.path(), log), now);
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

    /** Tells of bytes that were seen in files of a folder that are nowhere any more. */
    private void reportLost(Path path, SiblingFolder folder) {
        Set<FileId> drained = drained();
        for (FileCheckpoint known : checkpoints.notIn(inUse().keySet())) {
            if (known.unread() > 0
                    && known.path().getParent().equals(path)
                    && !folder.mayHold(known.id())
                    && provider(known.path()).isPresent()
                    && !drained.contains(known.id())
                    && !standsUnread(known)) {
                checkpoints.giveUp(known.id(), known.position().offset());
                events.bytesUnaccounted(known.path(), known.unread());
                packedOtherwise(known.path()).ifPresent(packed -> events.packedOtherwise(known.path(), packed));
            }
        }
    }

    /** A rotation of a log that cannot be unpacked, if there is one. */
    private static Optional<Path> packedOtherwise(Path log) {
        try (Stream<Path> siblings = Files.list(log.getParent())) {
            return siblings.filter(sibling -> RotatedNames.isPackedOtherwise(sibling, log))
                    .findFirst();
        } catch (IOException e) {
            // The folder was listed a moment ago, and will be again; that bytes are lost is told in any case.
            return Optional.empty();
        }
    }

    /** Files of which bytes are missing and that this log may be a copy of, though for now it looks like that of another. */
    private List<FileId> lostIn(Path path, LogBytes log) throws IOException {
        Set<FileId> inUse = inUse().keySet();
        List<FileId> lost = new ArrayList<>();
        for (FileCheckpoint known : family(path)) {
            if (known.unread() > 0 && !inUse.contains(known.id()) && mayBeIn(log, known)) {
                lost.add(known.id());
            }
        }
        return lost;
    }

    private static boolean mayBeIn(LogBytes log, FileCheckpoint known) throws IOException {
        try {
            return known.isIn(log);
        } catch (EOFException | ZipException e) {
            // It is being packed.
            return true;
        }
    }

    /** Whether a file may still be there and could only not be opened. */
    private boolean standsUnread(FileCheckpoint known) {
        return (known.key().isAt(known.path()) || known.key().isAt(known.real()))
                && files.of(known.key()).isEmpty();
    }

    /** Files of a folder that nobody reads, by inode: they may have any name now. */
    private Set<Long> orphans(Path folder) {
        return checkpoints.notIn(inUse().keySet()).stream()
                .filter(known -> folder.equals(known.path().getParent()))
                .map(known -> known.key().inode())
                .collect(Collectors.toSet());
    }

    /** @param named whether to list those that the globs name, too */
    private List<Sibling> siblings(Path folder, Set<Long> inodes, boolean named) throws IOException {
        List<Sibling> siblings = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            for (Path path : listing) {
                if (named || provider(path).isEmpty()) {
                    sibling(path, inodes).ifPresent(siblings::add);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return siblings;
    }

    private Optional<Sibling> sibling(Path path, Set<Long> inodes) {
        Optional<Path> base = RotatedNames.bases(path).stream()
                .filter(name -> provider(name).isPresent())
                .findFirst();
        if (base.isEmpty() && inodes.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            FileStat stat = FileStat.of(path);
            if (base.isPresent()) {
                return Optional.of(new Sibling(path, stat, provider(base.get()).orElseThrow(), base.get()));
            }
            return inodes.contains(stat.key().inode()) ? known(path, stat) : Optional.empty();
        } catch (IOException e) {
            // It went between the listing and the look.
            return Optional.empty();
        }
    }

    private Optional<Sibling> known(Path path, FileStat stat) {
        return checkpoints.ofInode(stat.key().inode()).stream()
                .map(FileCheckpoint::path)
                .filter(base -> provider(base).isPresent())
                .findFirst()
                .map(base -> new Sibling(path, stat, provider(base).orElseThrow(), base));
    }

    /** The known files of which one of this path may be a rotation. */
    private List<FileCheckpoint> family(Path path) {
        Set<Path> names = RotatedNames.bases(path);
        return checkpoints.files().stream()
                .filter(known -> path.getParent().equals(known.path().getParent()))
                .filter(known -> names.contains(known.path())
                        || path.equals(known.path())
                        || RotatedNames.bases(known.path()).stream()
                                .anyMatch(base -> names.contains(base) && isLog(base)))
                .toList();
    }

    /** Whether this is, or was, the path of a log, so that names made of it are those of its rotations. */
    private boolean isLog(Path path) {
        return factory.isKnown(path) || provider(path).isPresent();
    }

    private Origins origins(Map<FileId, Path> own) {
        return new Origins(inUse(), List.copyOf(files.unidentified()), drained(), own);
    }

    private Set<FileId> drained() {
        Set<FileId> drained = new HashSet<>();
        draining.forEach(stream -> stream.checkpoint().map(FileCheckpoint::id).ifPresent(drained::add));
        return drained;
    }

    private Map<FileId, FileWatcher> inUse() {
        Map<FileId, FileWatcher> inUse = new HashMap<>();
        files.all()
                .forEach(watcher -> watcher.stream().checkpoint().ifPresent(known -> inUse.put(known.id(), watcher)));
        return inUse;
    }

    /** A program may go on writing to its old file for a while after it was renamed. */
    private boolean mayStillGrow(FileStat stat) {
        Instant quietSince = streams.clock().instant().minus(streams.config().rotatedWait());
        return stat.modified().toInstant().isAfter(quietSince);
    }

    private SiblingFolder folder(Path file) {
        return folderAt(file.getParent());
    }

    private SiblingFolder folderAt(Path folder) {
        return folders.computeIfAbsent(folder, path -> new SiblingFolder());
    }

    private Optional<PathsProvider> provider(Path path) {
        return providers.stream().filter(group -> group.covers(path)).findFirst();
    }
}
