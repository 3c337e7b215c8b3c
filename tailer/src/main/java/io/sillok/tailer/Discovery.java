package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the files that the config names, and those that were renamed. */
final class Discovery {

    private final List<PathsProvider> providers;
    private final Folders folders;
    private final OpenFiles files;
    private final Checkpoints checkpoints;
    private final WatcherFactory factory;
    private final Rotations rotations;
    private final TailerEvents events;
    private final Set<Path> unreadable = new HashSet<>();
    private final List<Standing> standing = new ArrayList<>();
    private Round last = new Round(Set.of(), List.of(), -1);

    /** Whether something was seen in the last full round that is not followed, and may be taken the next time. */
    private boolean unresolved = true;

    private boolean toldShort;
    private boolean toldFull;
    private int looks;

    /** @param files where what is found is added */
    Discovery(
            List<PathsProvider> providers,
            Folders folders,
            OpenFiles files,
            Checkpoints checkpoints,
            WatcherFactory factory,
            Rotations rotations,
            TailerEvents events) {
        this.providers = providers;
        this.folders = folders;
        this.files = files;
        this.checkpoints = checkpoints;
        this.factory = factory;
        this.rotations = rotations;
        this.events = events;
    }

    /**
     * Looks at all globs.
     *
     * @return how many looks at files and folders it took
     */
    int look(Instant now) {
        looks = 0;
        standing.clear();
        Set<FileKey> found = new HashSet<>();
        folders.begin();
        for (PathsProvider provider : providers) {
            provider.look(new Sighted(found, provider, now));
        }
        folders.end();
        tellIfDescriptorsAreShort();
        // What was named one by one is the same, and nothing came or went in any folder.
        Round round = new Round(
                Set.copyOf(found), standing.stream().map(Standing::paths).toList(), files.removals());
        if (!unresolved && round.equals(last)) {
            return looks + folders.looks();
        }
        last = round;
        unresolved = !unreadable.isEmpty();
        standing.forEach(place -> place.paths().forEach(place.sighted()::stillThere));
        List.copyOf(files.all()).stream()
                .filter(watcher -> !watcher.rotated() && !found.contains(watcher.key()))
                .forEach(watcher -> rotatedAway(watcher, now));
        return looks + folders.looks();
    }

    private record Standing(List<Path> paths, Sighted sighted) {}

    /**
     * What a round of globs comes upon; after an equal one nothing is left to do.
     *
     * @param singles files outside of folders where nothing came or went
     * @param standing what was named in such folders; the same lists as long as it stands
     * @param removals how many files were given up before
     */
    private record Round(Set<FileKey> singles, List<List<Path>> standing, int removals) {}

    private void tellIfDescriptorsAreShort() {
        boolean isShort = files.descriptorsAreShort();
        boolean isFull = !files.hasRoom();
        if ((isShort && !toldShort) || (isFull && !toldFull)) {
            int rotated =
                    (int) files.all().stream().filter(FileWatcher::rotated).count();
            events.descriptorsShort(files.all().size(), rotated, isFull);
        }
        toldShort = isShort;
        toldFull = isFull;
    }

    /** Takes what one round of globs comes upon. */
    private final class Sighted implements PathsProvider.Sightings {
        private final Set<FileKey> found;
        private final PathsProvider provider;
        private final Instant now;

        Sighted(Set<FileKey> found, PathsProvider provider, Instant now) {
            this.found = found;
            this.provider = provider;
            this.now = now;
        }

        @Override
        public void named(Path path) {
            attempt(path, now, () -> {
                looks++;
                FileStat stat = FileStat.of(path);
                forgetFormerOwner(stat, path);
                // A second link to a file, or a second glob for it, changes nothing.
                if (stat.isFile() && found.add(stat.key())) {
                    take(stat, path, provider, now);
                } else {
                    files.of(stat.key()).ifPresent(watcher -> files.place(watcher, path));
                }
            });
        }

        @Override
        public void stillThere(List<Path> paths) {
            standing.add(new Standing(paths, this));
        }

        private void stillThere(Path path) {
            Optional<FileWatcher> known = files.at(path).filter(watcher -> !watcher.rotated());
            if (known.isPresent()) {
                found.add(known.get().key());
            } else {
                unresolved = true;
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
        Optional<PathsProvider> provider =
                providers.stream().filter(group -> group.covers(path)).findFirst();
        attempt(path, now, () -> forgetFormerOwner(stat, path));
        if (provider.isPresent() && stat.isFile()) {
            attempt(path, now, () -> take(stat, path, provider.get(), now));
        } else {
            // Renamed out of the globs: hints about its end come under this name.
            files.of(stat.key()).ifPresent(watcher -> files.place(watcher, path));
        }
    }

    /** A file that is closed holds on to no inode: if it was deleted, another file may have its inode now. */
    private void forgetFormerOwner(FileStat stat, Path path) throws IOException {
        Optional<FileWatcher> owner = files.of(stat.key()).filter(FileWatcher::rests);
        if (owner.isPresent() && !isStill(owner.get(), stat, path)) {
            files.remove(owner.get());
        }
    }

    private static boolean isStill(FileWatcher closed, FileStat stat, Path path) throws IOException {
        if (!closed.mayBe(stat)) {
            return false;
        }
        if (closed.path().equals(path)) {
            // Whether its content was replaced is seen when it is looked at.
            return true;
        }
        try (LogBytes log = PlainBytes.open(path)) {
            return closed.holdsWhatWasRead(log);
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
            rotations.moved(watcher, taken.get(), now);
        } else if (names.isEmpty()) {
            folders.doubt(watcher.path().getParent());
        } else {
            attempt(names.get(0), now, () -> files.wake(watcher, names.get(0)));
            rotatedAway(watcher, now);
        }
        return !names.isEmpty();
    }

    /** Whether a path is one of those that the config names. */
    boolean isNamed(Path path) {
        return providers.stream().anyMatch(provider -> provider.covers(path));
    }

    private void rotatedAway(FileWatcher watcher, Instant now) {
        if (watcher.rests()) {
            // All that was seen of it is acknowledged; under another name it is found by its inode.
            files.remove(watcher);
            rotations.isUnclear(watcher.path(), now);
            events.fileRotated(watcher.path(), 0);
            return;
        }
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
        public void stillThere(List<Path> paths) {
            paths.forEach(this::named);
        }

        @Override
        public void unreadable(Path folder, IOException cause) {
            tellUnreadable(folder, cause);
        }
    }

    private void take(FileStat stat, Path path, PathsProvider provider, Instant now) throws IOException {
        Optional<FileWatcher> open = files.of(stat.key());
        if (open.isEmpty()) {
            if (!rotations.isJudged(path, stat)) {
                takeNew(stat, path, provider, now);
            }
            return;
        }
        files.place(open.get(), path);
        if (open.get().rotated() || !stat.key().isAt(open.get().path())) {
            rotations.moved(open.get(), path, now);
        }
    }

    /** The log of which this may be a rotation, so that a copy of it is not taken for a file of its own. */
    private void takeLogOf(Path path, Instant now) throws IOException {
        for (Path log : RotatedNames.bases(path)) {
            if (files.at(log).isEmpty() && isNamed(log) && Files.exists(log)) {
                lookAt(log, FileStat.of(log), now);
            }
        }
    }

    private void takeNew(FileStat stat, Path path, PathsProvider provider, Instant now) throws IOException {
        takeLogOf(path, now);
        if (!files.hasRoom()) {
            rotations.isUnclear(path, now);
            unresolved = true;
            return;
        }
        LogBytes log = PlainBytes.open(path);
        boolean taken = false;
        try {
            // If it was rotated between the look and the opening, the next look sees what stands there.
            if (!stat.key().isAt(path)) {
                return;
            }
            Optional<FileWatcher> before = beforeRemount(stat, log);
            if (before.isPresent()) {
                taken = true;
                FileWatcher old = before.get();
                files.remove(old);
                factory.goOn(stat, path, old.group(), log, old.stream(), now);
                old.close();
                return;
            }
            Optional<FileCheckpoint> known = checkpoints.find(stat, path, log, files::uses);
            if (known.isEmpty() && rotations.mayBeRotated(path)) {
                rotations.takeNamed(stat, path, provider, now);
            } else {
                rotations.moved(factory.watch(stat, path, provider.group(), log, known, now), path, now);
                taken = true;
            }
        } finally {
            if (!taken) {
                log.close();
            }
        }
    }

    /** The same file, followed under the device number that its file system had before it was mounted anew. */
    private Optional<FileWatcher> beforeRemount(FileStat stat, LogBytes log) throws IOException {
        for (FileWatcher watcher : files.all()) {
            if (watcher.key().inode() == stat.key().inode()
                    && !watcher.log().fixed()
                    && FileStat.mayBeOne(watcher.born(), stat.born())
                    && !watcher.key().isAt(watcher.path())
                    && watcher.holdsWhatWasRead(log)) {
                return Optional.of(watcher);
            }
        }
        return Optional.empty();
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Path path, Instant now, Attempt attempt) {
        try {
            attempt.run();
            unreadable.remove(path);
        } catch (NoSuchFileException e) {
            // It went between the listing and the look.
            unreadable.remove(path);
        } catch (IOException e) {
            rotations.isUnclear(path, now);
            tellUnreadable(path, e);
        }
    }

    private void tellUnreadable(Path path, IOException cause) {
        if (unreadable.add(path)) {
            events.fileUnreadable(path, cause.getClass().getSimpleName());
        }
    }
}
