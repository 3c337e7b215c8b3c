package io.sillok.tailer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that are followed, by what they are and by the paths at which hints may speak of them. */
final class OpenFiles {

    private final Map<FileKey, FileWatcher> byKey = new LinkedHashMap<>();
    private final Map<Path, FileWatcher> byPlace = new HashMap<>();
    private final LookSchedule schedule;
    private final ChangeHints hints;

    OpenFiles(LookSchedule schedule, ChangeHints hints) {
        this.schedule = schedule;
        this.hints = hints;
    }

    void add(FileWatcher watcher) {
        byKey.put(watcher.key(), watcher);
        schedule.add(watcher);
        place(watcher, watcher.path());
    }

    void remove(FileWatcher watcher) {
        byKey.remove(watcher.key());
        byPlace.values().removeIf(watcher::equals);
        schedule.remove(watcher);
    }

    /** Notes that a path leads to a file. If it is a link, hints come from where it leads to. */
    void place(FileWatcher watcher, Path path) {
        boolean known = byPlace.put(path, watcher) == watcher;
        if (!known && Files.isSymbolicLink(path)) {
            try {
                Path target = path.toRealPath();
                byPlace.put(target, watcher);
                hints.watch(target.getParent());
            } catch (IOException e) {
                // The link changed meanwhile; without hints the file is found by looking.
                return;
            }
        }
    }

    void unplace(Path path) {
        byPlace.remove(path);
    }

    Optional<FileWatcher> at(Path path) {
        return Optional.ofNullable(byPlace.get(path));
    }

    Optional<FileWatcher> of(FileKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Whether an open file goes by an identity; it need not have the inode of it, as a copy that is read on has not. */
    boolean uses(FileCheckpoint known) {
        for (FileWatcher watcher : byKey.values()) {
            Optional<FileCheckpoint> own = watcher.stream().checkpoint();
            if (own.isPresent() && own.get().id().equals(known.id())) {
                return true;
            }
        }
        return false;
    }

    List<FileWatcher> in(Path folder) {
        return byPlace.entrySet().stream()
                .filter(place -> folder.equals(place.getKey().getParent()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /** All paths that were seen to lead to a file. */
    List<Path> places(FileWatcher watcher) {
        return byPlace.entrySet().stream()
                .filter(place -> place.getValue() == watcher)
                .map(Map.Entry::getKey)
                .toList();
    }

    Collection<FileWatcher> all() {
        return Collections.unmodifiableCollection(byKey.values());
    }
}
