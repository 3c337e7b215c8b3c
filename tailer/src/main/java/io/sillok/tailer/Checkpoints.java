package io.sillok.tailer;

import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** All files that this tailer knows, open or not. */
final class Checkpoints {

    /** A rotated file is remembered for so long after it was last open, so that its return is no news. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final Duration NOTED_EVERY = Duration.ofMinutes(10);

    private final Map<FileId, FileCheckpoint> byId = new LinkedHashMap<>();
    private final String host;
    private Instant noted = Instant.EPOCH;

    Checkpoints(String host, Collection<FileCheckpoint> known) {
        this.host = host;
        known.forEach(this::put);
    }

    void put(FileCheckpoint checkpoint) {
        byId.put(checkpoint.id(), checkpoint);
    }

    /** What is known of an open file, if it is one that this tailer read before and nobody reads now. */
    Optional<FileCheckpoint> find(FileKey key, FileChannel file, Predicate<FileCheckpoint> inUse) throws IOException {
        List<FileCheckpoint> candidates = new ArrayList<>();
        for (FileCheckpoint known : byId.values()) {
            if (known.key().inode() == key.inode() && known.describes(key, file) && !inUse.test(known)) {
                candidates.add(known);
            }
        }
        return candidates.stream()
                .max(Comparator.comparing((FileCheckpoint known) -> known.key().equals(key))
                        .thenComparing(FileCheckpoint::epoch));
    }

    /** Gives a new file its identity, fixed from now on. */
    FileCheckpoint identify(FileKey key, Path path, Fingerprint head, Instant now) {
        int epoch = byId.values().stream()
                .filter(known -> known.sharesHead(key, head))
                .mapToInt(known -> known.epoch() + 1)
                .max()
                .orElse(0);
        FileId id = FileId.of(host, key.inode(), head.hash(), epoch);
        FileCheckpoint checkpoint =
                new FileCheckpoint(id, key, epoch, head, ResumePoint.FILE_START, Fingerprint.NONE, path, now);
        put(checkpoint);
        return checkpoint;
    }

    List<FileCheckpoint> without(Predicate<FileCheckpoint> inUse) {
        return byId.values().stream().filter(inUse.negate()).toList();
    }

    Collection<FileCheckpoint> all() {
        return byId.values();
    }

    /** Notes that files are open, and forgets those that were not for long. Costs little if it was done lately. */
    void seen(Supplier<Set<FileId>> inUse, Instant now) {
        if (now.isBefore(noted.plus(NOTED_EVERY))) {
            return;
        }
        noted = now;
        Set<FileId> open = inUse.get();
        byId.replaceAll((id, known) -> open.contains(id) ? known.seen(now) : known);
        byId.values().removeIf(known -> known.seen().plus(REMEMBERED).isBefore(now));
    }
}
