package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the files that the config names, those that were renamed, and those that were rotated while no tailer ran. */
final class Discovery {

    private final List<PathsProvider> providers;
    private final Map<FileKey, FileWatcher> watchers;
    private final Checkpoints checkpoints;
    private final StreamFactory streams;
    private final TailerEvents events;
    private final Set<Path> unreadable = new HashSet<>();

    /** @param watchers the open files; what is found is added */
    Discovery(
            List<PathsProvider> providers,
            Map<FileKey, FileWatcher> watchers,
            Checkpoints checkpoints,
            StreamFactory streams,
            TailerEvents events) {
        this.providers = providers;
        this.watchers = watchers;
        this.checkpoints = checkpoints;
        this.streams = streams;
        this.events = events;
    }

    /** Looks at all globs. */
    void look(Instant now) {
        Set<FileKey> found = new HashSet<>();
        for (PathsProvider provider : providers) {
            for (Path path : provider.paths(this::tellUnreadable)) {
                attempt(path, () -> {
                    FileKey key = FileStat.of(path).key();
                    // A second link to a file, or a second glob for it, changes nothing.
                    if (found.add(key)) {
                        take(key, path, provider.group(), now);
                    }
                });
            }
        }
        watchers.values().stream()
                .filter(watcher -> !watcher.rotated() && !found.contains(watcher.key()))
                .forEach(watcher -> {
                    watcher.rotatedAway(now);
                    events.fileRotated(
                            watcher.path(),
                            Math.max(0, watcher.size() - watcher.stream().readTo()));
                });
    }

    /** Tells of paths in the config that name nothing: files may come later, but a typing error stays for ever. */
    void tellWhatIsMissing() {
        for (PathsProvider provider : providers) {
            provider.group().paths().stream()
                    .filter(glob -> provider.paths(glob, this::tellUnreadable).isEmpty())
                    .forEach(events::nothingFound);
        }
    }

    /**
     * Looks for files that were rotated out of the globs while no tailer ran: neighbours of a known path with its inode,
     * its head and its tail.
     */
    void lookForPredecessors(Instant now) {
        for (FileCheckpoint known : checkpoints.notIn(inUse())) {
            Optional<PathsProvider> provider = providers.stream()
                    .filter(group -> group.covers(known.path()))
                    .findFirst();
            if (provider.isPresent()) {
                attempt(known.path(), () -> {
                    Optional<Path> neighbour = neighbour(known);
                    if (neighbour.isPresent()) {
                        takePredecessor(known, neighbour.get(), provider.get().group(), now);
                    }
                });
            }
        }
    }

    private void take(FileKey key, Path path, FileGroup group, Instant now) throws IOException {
        FileWatcher open = watchers.get(key);
        if (open == null) {
            open(path, file -> {
                // If it was rotated between the look and the opening, the next look sees what stands there.
                if (!key.isAt(path)) {
                    return false;
                }
                watch(key, path, group, file, checkpoints.find(key, file, inUse()), now);
                return true;
            });
        } else if (open.rotated() || !key.isAt(open.path())) {
            open.moved(path);
        }
    }

    private void takePredecessor(FileCheckpoint known, Path path, FileGroup group, Instant now) throws IOException {
        FileKey key = FileStat.of(path).key();
        open(path, file -> {
            boolean wanted = !watchers.containsKey(key)
                    && known.describes(key, file)
                    && (file.size() > known.position().offset() || mayStillGrow(path));
            if (wanted) {
                watch(key, path, group, file, Optional.of(known), now).rotatedAway(now);
            }
            return wanted;
        });
    }

    private interface Taker {
        boolean takes(FileChannel file) throws IOException;
    }

    /** Opens a file, and closes it again unless it was taken. */
    private static void open(Path path, Taker taker) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        boolean taken = false;
        try {
            taken = taker.takes(file);
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    /** A program may go on writing to its old file for a while after it was renamed. */
    private boolean mayStillGrow(Path path) throws IOException {
        Instant quietSince = streams.clock().instant().minus(streams.config().rotatedWait());
        return Files.getLastModifiedTime(path).toInstant().isAfter(quietSince);
    }

    private FileWatcher watch(
            FileKey key, Path path, FileGroup group, FileChannel file, Optional<FileCheckpoint> known, Instant now)
            throws IOException {
        FileStream stream = streams.create(key, path, group, known);
        if (known.isPresent()) {
            Fingerprint tail = known.get().tail();
            stream.remember(Fingerprint.read(file, stream.readTo() - tail.length(), tail.length()));
        }
        FileWatcher watcher = new FileWatcher(key, path, group, file, stream, now);
        watchers.put(key, watcher);
        events.fileFound(path, group.parser(), stream.readTo());
        return watcher;
    }

    private static Optional<Path> neighbour(FileCheckpoint known) throws IOException {
        try (DirectoryStream<Path> folder =
                Files.newDirectoryStream(known.path().getParent())) {
            for (Path path : folder) {
                if (Files.isRegularFile(path)
                        && FileStat.of(path).key().inode() == known.key().inode()) {
                    return Optional.of(path);
                }
            }
        }
        return Optional.empty();
    }

    private Set<FileId> inUse() {
        return watchers.values().stream()
                .flatMap(watcher -> watcher.stream().checkpoint().stream())
                .map(FileCheckpoint::id)
                .collect(Collectors.toSet());
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Path path, Attempt attempt) {
        try {
            attempt.run();
            unreadable.remove(path);
        } catch (NoSuchFileException e) {
            // It went between the listing and the look.
            unreadable.remove(path);
        } catch (IOException e) {
            tellUnreadable(path, e);
        }
    }

    private void tellUnreadable(Path path, IOException cause) {
        if (unreadable.add(path)) {
            events.fileUnreadable(path, cause.getClass().getSimpleName());
        }
    }
}
