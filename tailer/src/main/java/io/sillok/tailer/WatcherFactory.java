package io.sillok.tailer;

import io.sillok.model.edge.FileMasker;
import io.sillok.model.framing.ResumePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Begins to follow files, and remembers under which paths files were followed. */
final class WatcherFactory {

    private final OpenFiles files;
    private final StreamFactory streams;
    private final TailerEvents events;
    private final Set<Path> known = new HashSet<>();

    WatcherFactory(OpenFiles files, Checkpoints checkpoints, StreamFactory streams, TailerEvents events) {
        this.files = files;
        this.streams = streams;
        this.events = events;
        checkpoints.files().forEach(file -> known.add(file.path()));
    }

    /** Whether a file was followed under this path, now or before. */
    boolean isKnown(Path path) {
        return known.contains(path);
    }

    /**
     * Follows an open log under its own path.
     *
     * @param checkpoint where to go on; none for a file that is new
     */
    FileWatcher watch(
            FileStat stat, Path path, FileGroup group, LogBytes log, Optional<FileCheckpoint> checkpoint, Instant now)
            throws IOException {
        return watch(stat, path, path, group, log, checkpoint, now);
    }

    /** @param origin the path under which the log was written, before it was rotated */
    FileWatcher watch(
            FileStat stat,
            Path path,
            Path origin,
            FileGroup group,
            LogBytes log,
            Optional<FileCheckpoint> checkpoint,
            Instant now)
            throws IOException {
        FileStream stream = streams.create(stat.key(), stat.born(), origin, group, log, checkpoint);
        if (checkpoint.isPresent()) {
            int length = checkpoint.get().tail().length();
            int start = (int) Math.min(stream.readTo(), Fingerprint.START_BYTES);
            stream.remember(log.read(0, start), log.read(stream.readTo() - length, length));
            showWhatStandsBefore(stream, log);
        }
        FileWatcher watcher = new FileWatcher(stat, path, group, log, stream, now);
        files.add(watcher);
        known.add(origin);
        events.fileFound(path, group.parser(), stream.readTo());
        return watcher;
    }

    /** A masker that begins in mid-file has to know what it would know had it been there before. */
    private static void showWhatStandsBefore(FileStream stream, LogBytes log) throws IOException {
        if (stream.masker().isPresent()) {
            FileMasker masker = stream.masker().get();
            ResumePoint at = stream.resumePoint();
            long from = masker.remembersFrom(at);
            if (from < at.offset()) {
                byte[] before = log.read(from, (int) (at.offset() - from));
                if (before.length == at.offset() - from) {
                    masker.remember(from, before, at);
                }
            }
        }
    }

    /** Follows what is left of a stream in another file, which holds a copy of what was read. */
    FileWatcher goOn(FileStat stat, Path path, FileGroup group, LogBytes log, FileStream stream, Instant now)
            throws IOException {
        FileWatcher watcher = new FileWatcher(stat, path, group, log, stream, now);
        files.add(watcher);
        return watcher;
    }
}
