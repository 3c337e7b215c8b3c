package io.sillok.tailer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the files that the config names, those that were renamed, and those that were rotated while no tailer ran. */
final class Discovery {

    private final List<PathsProvider> providers;
    private final Folders folders;
    private final OpenFiles files;
    private final Checkpoints checkpoints;
    private final StreamFactory streams;
    private final TailerEvents events;
    private final Set<Path> unreadable = new HashSet<>();
    private int looks;

    /** @param files where what is found is added */
    Discovery(
            List<PathsProvider> providers,
            Folders folders,
            OpenFiles files,
            Checkpoints checkpoints,
            StreamFactory streams,
            TailerEvents events) {
        this.providers = providers;
        this.folders = folders;
        this.files = files;
        this.checkpoints = checkpoints;
        this.streams = streams;
        this.events = events;
    }

    /**
     * Looks at all globs.
     *
     * @return how many looks at files and folders it took
     */
    int look(Instant now) {
        looks = 0;
        Set<FileKey> found = new HashSet<>();
        folders.begin();
        for (PathsProvider provider : providers) {
            provider.look(new Sighted(found, provider.group(), now));
        }
        folders.end();
        List.copyOf(files.all()).stream()
                .filter(watcher -> !watcher.rotated() && !found.contains(watcher.key()))
                .forEach(watcher -> rotatedAway(watcher, now));
        return looks + folders.looks();
    }

    /** Takes what one round of globs comes upon. */
    private final class Sighted implements PathsProvider.Sightings {
        private final Set<FileKey> found;
        private final FileGroup group;
        private final Instant now;

        Sighted(Set<FileKey> found, FileGroup group, Instant now) {
            this.found = found;
            this.group = group;
            this.now = now;
        }

        @Override
        public void named(Path path) {
            attempt(path, () -> {
                looks++;
                FileStat stat = FileStat.of(path);
                // A second link to a file, or a second glob for it, changes nothing.
                if (stat.isFile() && found.add(stat.key())) {
                    take(stat.key(), path, group, now);
                } else {
                    files.of(stat.key()).ifPresent(watcher -> files.place(watcher, path));
                }
            });
        }

        @Override
        public void stillThere(Path path) {
            Optional<FileWatcher> known = files.at(path).filter(watcher -> !watcher.rotated());
            if (known.isPresent()) {
                found.add(known.get().key());
            } else {
                named(path);
            }
        }

        @Override
        public void unreadable(Path folder, IOException cause) {
            tellUnreadable(folder, cause);
        }
    }

    /**
     * Looks at single paths, where something came, went or was renamed.
     *
     * @return whether all globs are to be looked at: there is a new folder, or a file is gone and may have another name
     */
    boolean lookAt(Collection<Path> paths, Instant now) {
        boolean all = false;
        Set<FileWatcher> missing = new LinkedHashSet<>();
        for (Path path : paths) {
            files.at(path).filter(watcher -> !watcher.rotated()).ifPresent(missing::add);
            try {
                FileStat stat = FileStat.of(path);
                all |= stat.isFolder();
                lookAt(path, stat, now);
            } catch (NoSuchFileException e) {
                files.unplace(path);
                unreadable.remove(path);
            } catch (IOException e) {
                tellUnreadable(path, e);
            }
        }
        for (FileWatcher watcher : missing) {
            all |= !findsAgain(watcher, now);
        }
        return all;
    }

    private void lookAt(Path path, FileStat stat, Instant now) {
        Optional<FileGroup> group = providers.stream()
                .filter(provider -> provider.covers(path))
                .map(PathsProvider::group)
                .findFirst();
        if (group.isPresent() && stat.isFile()) {
            attempt(path, () -> take(stat.key(), path, group.get(), now));
        } else {
            // Renamed out of the globs: hints about its end come under this name.
            files.of(stat.key()).ifPresent(watcher -> files.place(watcher, path));
        }
    }

    /** Whether a file that may have lost a name was seen under another one. */
    private boolean findsAgain(FileWatcher watcher, Instant now) {
        if (watcher.key().isAt(watcher.path())) {
            return true;
        }
        List<Path> names = files.places(watcher).stream()
                .filter(place -> watcher.key().isAt(place))
                .toList();
        Optional<Path> taken = names.stream().filter(this::isNamed).findFirst();
        if (taken.isPresent()) {
            watcher.moved(taken.get());
        } else if (names.isEmpty()) {
            folders.doubt(watcher.path().getParent());
        } else {
            rotatedAway(watcher, now);
        }
        return !names.isEmpty();
    }

    /** Whether a path is one of those that the config names. */
    boolean isNamed(Path path) {
        return providers.stream().anyMatch(provider -> provider.covers(path));
    }

    private void rotatedAway(FileWatcher watcher, Instant now) {
        watcher.rotatedAway(now);
        events.fileRotated(
                watcher.path(), Math.max(0, watcher.size() - watcher.stream().readTo()));
    }

    /** Tells of paths in the config that name nothing: files may come later, but a typing error stays for ever. */
    void tellWhatIsMissing() {
        folders.begin();
        for (PathsProvider provider : providers) {
            for (String glob : provider.group().paths()) {
                Set<Path> named = new HashSet<>();
                provider.look(glob, new NamedFiles(named));
                if (named.isEmpty()) {
                    events.nothingFound(glob);
                }
            }
        }
    }

    private final class NamedFiles implements PathsProvider.Sightings {
        private final Set<Path> named;

        NamedFiles(Set<Path> named) {
            this.named = named;
        }

        @Override
        public void named(Path path) {
            if (Files.isRegularFile(path)) {
                named.add(path);
            }
        }

        @Override
        public void stillThere(Path path) {
            named(path);
        }

        @Override
        public void unreadable(Path folder, IOException cause) {
            tellUnreadable(folder, cause);
        }
    }

    /**
     * Looks for files that were rotated out of the globs while no tailer ran: neighbours of a known path with its inode,
     * its head and its tail.
     */
    void lookForPredecessors(Instant now) {
        for (FileCheckpoint known : checkpoints.without(files::uses)) {
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
        FileWatcher open = files.of(key).orElse(null);
        if (open == null) {
            open(path, file -> {
                // If it was rotated between the look and the opening, the next look sees what stands there.
                if (!key.isAt(path)) {
                    return false;
                }
                watch(key, path, group, file, checkpoints.find(key, file, files::uses), now);
                return true;
            });
            return;
        }
        files.place(open, path);
        if (open.rotated() || !key.isAt(open.path())) {
            open.moved(path);
        }
    }

    private void takePredecessor(FileCheckpoint known, Path path, FileGroup group, Instant now) throws IOException {
        FileKey key = FileStat.of(path).key();
        open(path, file -> {
            boolean wanted = files.of(key).isEmpty()
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
        files.add(watcher);
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
