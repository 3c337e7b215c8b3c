package io.sillok.tailer;

import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import java.util.TreeMap;
import java.util.function.Predicate;

/** All files that this tailer knows, open or not, and the folders that it looked through. */
final class Checkpoints {

    /** A rotated file is remembered for so long after it was last open, so that its return is no news. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** When a file was last open need not be known to the second. */
    private static final Duration SEEN_AGAIN = Duration.ofHours(1);

    private final Map<FileId, FileCheckpoint> byId = new LinkedHashMap<>();
    private final Map<Long, Set<FileId>> byInode = new HashMap<>();
    private final Set<FileId> changed = new HashSet<>();
    private final Set<Path> changedFolders = new HashSet<>();
    private final Map<Path, Instant> folders;
    private final String host;
    private boolean unsaved;
    private boolean lossUnsaved;

    Checkpoints(String host, CheckpointContent known) {
        this.host = host;
        this.folders = new LinkedHashMap<>(known.folders());
        known.files().forEach(this::index);
    }

    private void index(FileCheckpoint checkpoint) {
        byId.put(checkpoint.id(), checkpoint);
        byInode.computeIfAbsent(checkpoint.key().inode(), inode -> new LinkedHashSet<>(2))
                .add(checkpoint.id());
    }

    private void put(FileCheckpoint checkpoint) {
        index(checkpoint);
        changed.add(checkpoint.id());
    }

    /** The files that have or had an inode. */
    List<FileCheckpoint> ofInode(long inode) {
        return byInode.getOrDefault(inode, Set.of()).stream().map(byId::get).toList();
    }

    /** Takes over how far a stream came. */
    void move(FileCheckpoint moved) {
        of(moved.id()).ifPresent(known -> put(known.at(moved.position(), moved.tail(), moved.marks())));
        unsaved = true;
    }

    /** What is known of an open file, if it is one that this tailer read before and nobody reads now. */
    Optional<FileCheckpoint> find(FileStat stat, Path path, LogBytes log, Predicate<FileCheckpoint> inUse)
            throws IOException {
        List<FileCheckpoint> candidates = new ArrayList<>();
        for (FileCheckpoint known : ofInode(stat.key().inode())) {
            if (!inUse.test(known)
                    && known.describes(stat, log)
                    && (known.key().equals(stat.key()) || !known.key().isAt(known.real()))) {
                candidates.add(known);
            }
        }
        return candidates.stream()
                .max(Comparator.comparing((FileCheckpoint known) -> known.key().equals(stat.key()))
                        .thenComparing(known -> known.path().equals(path))
                        .thenComparing(FileCheckpoint::epoch));
    }

    /** Gives a new file its identity, fixed from now on. */
    FileCheckpoint identify(
            FileKey key,
            Optional<Instant> born,
            Path path,
            Path real,
            Fingerprint head,
            Fingerprint start,
            String marks,
            Instant now) {
        int epoch = ofInode(key.inode()).stream()
                .filter(known -> known.sharesHead(key, head))
                .mapToInt(known -> known.epoch() + 1)
                .max()
                .orElse(0);
        FileId id = FileId.of(host, key.inode(), head.hash(), epoch);
        FileCheckpoint checkpoint = new FileCheckpoint(
                id,
                key,
                born,
                epoch,
                head,
                start,
                ResumePoint.FILE_START,
                Fingerprint.NONE,
                start.length(),
                path,
                real,
                now,
                marks);
        put(checkpoint);
        unsaved = true;
        return checkpoint;
    }

    Optional<FileCheckpoint> of(FileId id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<FileCheckpoint> notIn(Set<FileId> inUse) {
        return byId.values().stream()
                .filter(known -> !inUse.contains(known.id()))
                .toList();
    }

    Collection<FileCheckpoint> files() {
        return byId.values();
    }

    /** Notes the size of an open file, and more of its start if it grew much. */
    void seen(FileId id, Optional<Instant> bornAt, LogBytes log, long size, Instant now) throws IOException {
        FileCheckpoint known = byId.get(id);
        if (known == null) {
            return;
        }
        boolean grown = known.size() != size;
        unsaved |= grown;
        boolean born = known.born().isEmpty() && bornAt.isPresent();
        if (!grown && !born && !known.wantsStart() && now.isBefore(known.seen().plus(SEEN_AGAIN))) {
            return;
        }
        if (known.wantsStart()) {
            byte[] bytes = log.read(0, (int) Math.min(known.position().offset(), Fingerprint.START_BYTES));
            if (known.start().begins(bytes)) {
                known = known.startingWith(Fingerprint.of(bytes));
            }
        }
        put(known.bornAt(bornAt).seen(now, size));
    }

    /** What was seen in a file beyond a size is gone. */
    void giveUp(FileId id, long size) {
        of(id).ifPresent(known -> put(known.seen(known.seen(), size)));
        unsaved = true;
        lossUnsaved = true;
    }

    /** Whether a loss was told that would be told again after a crash now. */
    boolean lossUnsaved() {
        return lossUnsaved;
    }

    /** Takes what a file starts with from a copy of it, longer or shorter, so that the copy is known again. */
    void startsAs(FileId id, LogBytes copy) throws IOException {
        FileCheckpoint known = byId.get(id);
        byte[] start = copy.read(0, Fingerprint.START_BYTES);
        if (known != null && known.head().begins(start)) {
            put(known.startingWith(Fingerprint.of(start)));
            unsaved = true;
        }
    }

    /** When a folder was last looked through, with nothing in it left to be judged. */
    Optional<Instant> looked(Path folder) {
        return Optional.ofNullable(folders.get(folder));
    }

    void looked(Path folder, Instant when) {
        unsaved |= folders.put(folder, when) == null;
        changedFolders.add(folder);
    }

    /** Whether something changed that a restart should know. */
    boolean unsaved() {
        return unsaved;
    }

    void saved() {
        unsaved = false;
        lossUnsaved = false;
        changed.clear();
        changedFolders.clear();
    }

    /** What is other than at the last save. */
    CheckpointContent changes() {
        Map<Path, Instant> looked = new TreeMap<>();
        changedFolders.forEach(folder -> looked(folder).ifPresent(when -> looked.put(folder, when)));
        return new CheckpointContent(
                changed.stream().flatMap(id -> of(id).stream()).toList(), looked);
    }

    private void forget(FileCheckpoint known) {
        byId.remove(known.id());
        Set<FileId> rest = byInode.get(known.key().inode());
        rest.remove(known.id());
        if (rest.isEmpty()) {
            byInode.remove(known.key().inode());
        }
    }

    /** All there is to save; files that were not open for long are forgotten. */
    CheckpointContent content(Instant now) {
        for (FileCheckpoint known : List.copyOf(byId.values())) {
            if (known.seen().plus(REMEMBERED).isBefore(now)) {
                forget(known);
            }
        }
        folders.values().removeIf(looked -> looked.plus(REMEMBERED).isBefore(now));
        return new CheckpointContent(Collections.unmodifiableCollection(byId.values()), folders);
    }
}
