package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the files that the config names, and those that were renamed. */
final class Discovery {

    private final List<PathsProvider> providers;
    private final Map<FileKey, FileWatcher> watchers;
    private final Checkpoints checkpoints;
    private final WatcherFactory factory;
    private final Rotations rotations;
    private final TailerEvents events;
    private final Set<Path> unreadable = new HashSet<>();

    /** @param watchers the open files; what is found is added */
    Discovery(
            List<PathsProvider> providers,
            Map<FileKey, FileWatcher> watchers,
            Checkpoints checkpoints,
            WatcherFactory factory,
            Rotations rotations,
            TailerEvents events) {
        this.providers = providers;
        this.watchers = watchers;
        this.checkpoints = checkpoints;
        this.factory = factory;
        this.rotations = rotations;
        this.events = events;
    }

    /** Looks at all globs. */
    void look(Instant now) {
        Set<FileKey> found = new HashSet<>();
        for (PathsProvider provider : providers) {
            for (Path path : provider.paths(this::tellUnreadable)) {
                attempt(path, now, () -> {
                    FileStat stat = FileStat.of(path);
                    // A second link to a file, or a second glob for it, changes nothing.
                    if (found.add(stat.key())) {
                        take(stat, path, provider, now);
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

    private void take(FileStat stat, Path path, PathsProvider provider, Instant now) throws IOException {
        FileWatcher open = watchers.get(stat.key());
        if (open == null) {
            if (!rotations.isJudged(path, stat)) {
                takeNew(stat, path, provider, now);
            }
        } else if (open.rotated() || !stat.key().isAt(open.path())) {
            rotations.moved(open, path, now);
        }
    }

    private void takeNew(FileStat stat, Path path, PathsProvider provider, Instant now) throws IOException {
        LogBytes log = PlainBytes.open(path);
        boolean taken = false;
        try {
            // If it was rotated between the look and the opening, the next look sees what stands there.
            if (!stat.key().isAt(path)) {
                return;
            }
            Optional<FileCheckpoint> known = checkpoints.find(stat, path, log, inUse());
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

    private Set<FileId> inUse() {
        return watchers.values().stream()
                .flatMap(watcher -> watcher.stream().checkpoint().stream())
                .map(FileCheckpoint::id)
                .collect(Collectors.toSet());
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
