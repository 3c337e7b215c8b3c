package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that are followed, by what they are and by the paths at which hints may speak of them. */
final class OpenFiles {

    private final Map<FileKey, FileWatcher> byKey = new LinkedHashMap<>();
    private final Map<Path, FileWatcher> byPlace = new HashMap<>();

    /** As of when they were added; {@link #unidentified} are those of which nothing was known then. */
    private final Map<FileId, FileWatcher> byId = new HashMap<>();

    private final Set<FileWatcher> unidentified = new LinkedHashSet<>();
    private final Set<Path> folders = new HashSet<>();
    private int removals;
    private final Set<FileWatcher> resting = new HashSet<>();
    private final LookSchedule schedule;
    private final ChangeHints hints;
    private Descriptors descriptors;

    /** Whether no more may rest, as far as is known in this pass. */
    private boolean restless;

    OpenFiles(LookSchedule schedule, ChangeHints hints, Descriptors descriptors) {
        this.descriptors = descriptors;
        this.schedule = schedule;
        this.hints = hints;
    }

    void add(FileWatcher watcher) {
        byKey.put(watcher.key(), watcher);
        unidentified.add(watcher);
        folders.add(watcher.path().getParent());
        schedule.add(watcher);
        place(watcher, watcher.path());
    }

    /** What it holds now is another file's content, of which nothing is known yet. */
    void restarted(FileWatcher watcher) {
        unidentified.add(watcher);
    }

    void remove(FileWatcher watcher) {
        removals++;
        byKey.remove(watcher.key());
        unidentified.remove(watcher);
        watcher.stream().checkpoint().ifPresent(known -> byId.remove(known.id(), watcher));
        byPlace.values().removeIf(watcher::equals);
        resting.remove(watcher);
        schedule.remove(watcher);
    }

    /** How many were removed so far. */
    int removals() {
        return removals;
    }

    void bound(Descriptors next) {
        descriptors = next;
    }

    /** Those that hold a descriptor. */
    int open() {
        return byKey.size() - resting.size();
    }

    /** Closes quiet files until they change, as far as more are open than should be; to be called once in a pass. */
    void letRest() {
        restless = false;
        letRest(descriptors.quiet());
    }

    /** Whether one more may be opened; closes quiet files to make room. */
    boolean hasRoom() {
        if (!descriptors.allows(open()) && !restless) {
            letRest(descriptors.quiet());
        }
        return descriptors.allows(open());
    }

    private void letRest(int bound) {
        if (open() <= bound) {
            return;
        }
        List<FileWatcher> quiet = byKey.values().stream()
                .filter(FileWatcher::mayRest)
                .sorted(Comparator.comparing(FileWatcher::changed))
                .limit(open() - bound)
                .toList();
        for (FileWatcher watcher : quiet) {
            resting.add(watcher);
            try {
                watcher.rest();
            } catch (IOException e) {
                // Nothing was written that could be lost, and the descriptor is free all the same.
                continue;
            }
        }
        restless = open() > bound;
    }

    /** Opens a file that was closed, at a path where it was seen. */
    void wake(FileWatcher watcher, Path at) throws IOException {
        watcher.wake(at);
        resting.remove(watcher);
    }

    /** Whether there are so many that the operator should know. */
    boolean descriptorsAreShort() {
        return descriptors.areShort(open());
    }

    /** Notes that a path leads to a file. If it is a link, hints come from where it leads to. */
    void place(FileWatcher watcher, Path path) {
        boolean known = byPlace.put(path, watcher) == watcher;
        if (!known && Files.isSymbolicLink(path)) {
            try {
                Path target = path.toRealPath();
                byPlace.put(target, watcher);
                watcher.turn().leadsElsewhere();
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
        unidentified();
        return Optional.ofNullable(byId.get(known.id()))
                .filter(watcher -> byKey.get(watcher.key()) == watcher)
                .flatMap(watcher -> watcher.stream().checkpoint())
                .filter(own -> own.id().equals(known.id()))
                .isPresent();
    }

    /** Those of which no whole record was read yet. */
    Collection<FileWatcher> unidentified() {
        unidentified.removeIf(watcher -> {
            Optional<FileCheckpoint> own = watcher.stream().checkpoint();
            own.ifPresent(known -> byId.put(known.id(), watcher));
            return own.isPresent();
        });
        return Collections.unmodifiableCollection(unidentified);
    }

    /** The folders of all files that were ever added. */
    Collection<Path> folders() {
        return Collections.unmodifiableCollection(folders);
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
