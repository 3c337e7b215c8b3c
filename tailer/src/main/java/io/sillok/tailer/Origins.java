package io.sillok.tailer;

import io.sillok.model.FileId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Judges by content what a file is that no inode tells of: a copy, a packed predecessor, or something new. Content says it
 * for certain where the start of a file, up to 64 KiB, and the bytes before a position are like no other's; for shorter
 * files times help, since a file cannot be the copy of one that was made after it was written.
 *
 * @param open files that are followed, by what they are
 * @param unidentified files that are followed and of which no whole record was read
 * @param draining files whose content is gone and not all acknowledged
 * @param own files that were read whole and still stand there
 */
record Origins(
        Map<FileId, FileWatcher> open, List<FileWatcher> unidentified, Set<FileId> draining, Map<FileId, Path> own) {

    private static final int SAMPLE_BYTES = 64 * 1024;

    /** A smaller packed file is unpacked within some milliseconds. */
    private static final long WORTH_BELIEVING = 256 * 1024;

    /** @param family the files that this one may be a rotation of */
    Origin judge(Path path, FileStat stat, LogBytes log, List<FileCheckpoint> family) throws IOException {
        try {
            byte[] start = log instanceof UnpackedBytes unpacked
                    ? unpacked.start(Fingerprint.START_BYTES)
                    : log.read(0, Fingerprint.START_BYTES);
            Optional<Origin> copy = copyOfUnidentified(path, stat, start, log);
            if (copy.isEmpty()) {
                copy = copyOfKnown(stat, start, log, family);
            }
            if (copy.isPresent()) {
                return copy.get();
            }
            Optional<Origin> known = known(start, log, family);
            if (known.isEmpty()) {
                // A packed file must be whole, whatever it is.
                log.size();
            }
            return known.orElseGet(Origin.New::new);
        } catch (EOFException | ZipException e) {
            return new Origin.Damaged(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Origin> copyOfUnidentified(Path path, FileStat stat, byte[] start, LogBytes log)
            throws IOException {
        Set<Path> bases = RotatedNames.bases(path);
        for (FileWatcher watcher : unidentified) {
            if (bases.contains(watcher.path())) {
                Optional<Origin> copy = copyOf(stat, start, log, watcher);
                if (copy.isPresent()) {
                    return copy;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Origin> copyOfKnown(FileStat stat, byte[] start, LogBytes log, List<FileCheckpoint> family)
            throws IOException {
        for (FileCheckpoint known : family) {
            Optional<Origin> copy = Optional.empty();
            if (open.containsKey(known.id())) {
                copy = copyOf(stat, start, log, open.get(known.id()));
            } else if (own.containsKey(known.id())) {
                try (LogBytes there = open(own.get(known.id()))) {
                    copy = copyIf(isPartOf(start, log, there));
                }
            } else if (draining.contains(known.id())) {
                copy = copyIf(known.start().begins(start));
            }
            if (copy.isPresent()) {
                return copy;
            }
        }
        return Optional.empty();
    }

    private static Optional<Origin> copyIf(boolean isPart) {
        return isPart ? Optional.of(new Origin.CopyOfOpen(Optional.empty())) : Optional.empty();
    }

    private static Optional<Origin> copyOf(FileStat stat, byte[] start, LogBytes log, FileWatcher watcher)
            throws IOException {
        boolean older = watcher.born()
                .filter(born -> stat.modified().compareTo(FileTime.from(born)) < 0)
                .isPresent();
        if (older) {
            return Optional.empty();
        }
        if (isPartOf(start, log, watcher.log()) && watcher.holdsWhatWasRead()) {
            return Optional.of(new Origin.CopyOfOpen(Optional.of(watcher.stream())));
        }
        // If it was truncated and that is not dealt with yet, nothing can be said of its copies.
        return copyIf(!watcher.holdsWhatWasRead());
    }

    static LogBytes open(Path path) throws IOException {
        return UnpackedBytes.isPacked(path) ? UnpackedBytes.open(path) : PlainBytes.open(path);
    }

    private static boolean isPartOf(byte[] start, LogBytes log, LogBytes other) throws IOException {
        if (!Arrays.equals(start, other.read(0, start.length))) {
            return false;
        }
        if (log.fixed() || start.length < SAMPLE_BYTES) {
            return true;
        }
        // It may be growing, as a copy does that is being made.
        long end = log.size();
        byte[] sample = log.read(end - SAMPLE_BYTES, SAMPLE_BYTES);
        return Arrays.equals(sample, other.read(end - SAMPLE_BYTES, SAMPLE_BYTES));
    }

    private Optional<Origin> known(byte[] start, LogBytes log, List<FileCheckpoint> family) throws IOException {
        List<FileCheckpoint> candidates = family.stream()
                .filter(known -> !open.containsKey(known.id())
                        && !own.containsKey(known.id())
                        && !draining.contains(known.id())
                        && known.head().begins(start)
                        && (known.start().begins(start) || known.beginsWith(start)))
                .sorted(Comparator.comparing(
                                (FileCheckpoint known) -> known.position().offset())
                        .reversed())
                .toList();
        for (FileCheckpoint known : candidates) {
            long position = known.position().offset();
            if (log instanceof UnpackedBytes unpacked && isWhole(unpacked, start, known)) {
                return Optional.of(new Origin.Settled());
            }
            if (known.isIn(log) || isBeginning(start, log, known)) {
                return Optional.of(log.size() > position ? new Origin.RestOf(known) : new Origin.Settled());
            }
        }
        return Optional.empty();
    }

    /** Whether a file that holds less than was seen of a known one, or read, is its copy all the same. */
    private static boolean isBeginning(byte[] start, LogBytes log, FileCheckpoint known) throws IOException {
        if (log.size() >= Math.max(known.position().offset(), known.start().length())) {
            return false;
        }
        // Checkpoints of older versions have no marks.
        return known.marks().equals(StartMarks.NONE)
                ? 2 * known.start().length() >= start.length && known.start().begins(start)
                : known.beginsWith(start);
    }

    /**
     * Whether a packed file is a known one, read to its end, as far as can be told without unpacking all of it. What it
     * claims is only the size of its last part, so nothing is believed of one that is unpacked in no time.
     */
    private static boolean isWhole(UnpackedBytes log, byte[] start, FileCheckpoint known) throws IOException {
        long position = known.position().offset();
        return known.unread() == 0
                && log.packedSize() > WORTH_BELIEVING
                && known.start().begins(start)
                && known.start().length() == Math.min(position, Fingerprint.START_BYTES)
                && log.claimedSize() == Integer.toUnsignedLong((int) position);
    }
}
