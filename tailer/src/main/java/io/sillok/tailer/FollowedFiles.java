package io.sillok.tailer;

import io.sillok.model.FileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the known files somebody reads now, by their identity. */
final class FollowedFiles {

    private final OpenFiles files;
    private final Collection<FileStream> draining;
    private final Checkpoints checkpoints;

    /** @param draining streams whose content a truncation took away and that wait for acknowledgements */
    FollowedFiles(OpenFiles files, Collection<FileStream> draining, Checkpoints checkpoints) {
        this.files = files;
        this.draining = draining;
        this.checkpoints = checkpoints;
    }

    /** Known files that nobody reads. */
    List<FileCheckpoint> left() {
        return checkpoints.notIn(inUse().keySet());
    }

    /** Those whose content a truncation took away and that wait for acknowledgements. */
    Set<FileId> drained() {
        Set<FileId> drained = new HashSet<>();
        draining.forEach(stream -> stream.checkpoint().map(FileCheckpoint::id).ifPresent(drained::add));
        return drained;
    }

    /** Those that are read. */
    Map<FileId, FileWatcher> inUse() {
        Map<FileId, FileWatcher> inUse = new HashMap<>();
        files.all()
                .forEach(watcher -> watcher.stream().checkpoint().ifPresent(known -> inUse.put(known.id(), watcher)));
        return inUse;
    }
}
