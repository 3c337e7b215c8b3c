package io.sillok.tailer;

import io.sillok.model.FileId;
import io.sillok.model.framing.ResumePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How far one file is acknowledged, and how to know it again.
 *
 * @param born when its inode was made, where that is known
 * @param epoch counts files of the same inode and head, as truncation or reuse of an inode makes them
 * @param head of the first record
 * @param start of more than the first record, to tell files apart that share it
 * @param position behind the last byte of the contiguous acknowledged prefix
 * @param tail right before the position
 * @param size as it was last seen, in bytes
 * @param path as it was when the file was first seen
 * @param real where that path led to, when the file was first seen
 * @param seen when the file was last open here
 * @param marks of its start, by {@link StartMarks}
 */
record FileCheckpoint(
        FileId id,
        FileKey key,
        Optional<Instant> born,
        int epoch,
        Fingerprint head,
        Fingerprint start,
        ResumePoint position,
        Fingerprint tail,
        long size,
        Path path,
        Path real,
        Instant seen,
        String marks) {

    /** Most files are no links, and many are no longer than their first record: what is equal is held once. */
    FileCheckpoint {
        real = real.equals(path) ? path : real;
        start = start.equals(head) ? head : start;
    }

    /** Whether so much more was read that it should be known by more of its start. */
    boolean wantsStart() {
        long there = Math.min(position.offset(), Fingerprint.START_BYTES);
        return there >= 2L * start.length()
                || (there == Fingerprint.START_BYTES && start.length() < Fingerprint.START_BYTES);
    }

    /** Whether a file is the one that this speaks of, grown or not. */
    boolean describes(FileStat stat, LogBytes log) throws IOException {
        // The device is not compared: it changes when a volume is mounted anew.
        return key.inode() == stat.key().inode() && FileStat.mayBeOne(born, stat.born()) && isIn(log);
    }

    /** Whether a log holds all that was acknowledged of this file, as its copy or its packed form does. */
    boolean isIn(LogBytes log) throws IOException {
        return log.size() >= position.offset()
                && head.matches(log, 0)
                && start.matches(log, 0)
                && tail.matches(log, position.offset() - tail.length());
    }

    boolean sharesHead(FileKey other, Fingerprint otherHead) {
        return key.inode() == other.inode() && head.equals(otherHead);
    }

    /** Bytes that were seen in the file and are not acknowledged. */
    long unread() {
        return Math.max(0, size - position.offset());
    }

    /**
     * Whether a log is a copy of this file though it holds less of it than was seen.
     *
     * @param logStart all of it, or its first 64 KiB
     */
    boolean beginsWith(byte[] logStart) {
        return head.begins(logStart) && StartMarks.begin(marks, logStart);
    }

    FileCheckpoint at(ResumePoint point, Fingerprint newTail, String newMarks) {
        long newSize = Math.max(size, point.offset());
        // What was seen on the disk when the file was new may be more than was read.
        String all = newMarks.length() > marks.length() ? newMarks : marks;
        return new FileCheckpoint(id, key, born, epoch, head, start, point, newTail, newSize, path, real, seen, all);
    }

    FileCheckpoint seen(Instant when, long newSize) {
        return new FileCheckpoint(id, key, born, epoch, head, start, position, tail, newSize, path, real, when, marks);
    }

    FileCheckpoint startingWith(Fingerprint newStart) {
        return new FileCheckpoint(id, key, born, epoch, head, newStart, position, tail, size, path, real, seen, marks);
    }

    /** An inode that is written to as soon as it is made shows its birth only later. */
    FileCheckpoint bornAt(Optional<Instant> when) {
        return new FileCheckpoint(
                id, key, born.or(() -> when), epoch, head, start, position, tail, size, path, real, seen, marks);
    }
}
